# The subnet that the app joins is delegated to Microsoft.App, which a subscription must know first.
$ErrorActionPreference = 'Stop'

if ($env:VNET_ENABLED -ne 'true') { exit 0 }

if (-not (Get-Command az -ErrorAction SilentlyContinue)) {
    Write-Warning 'VNET_ENABLED needs the resource provider Microsoft.App. Register it once: az provider register --namespace Microsoft.App'
    exit 0
}

# `azd provision`, unlike `azd up`, runs this before it asks for the subscription.
if (-not $env:AZURE_SUBSCRIPTION_ID) {
    [Console]::Error.WriteLine('VNET_ENABLED needs the subscription beforehand: azd env set AZURE_SUBSCRIPTION_ID SUBSCRIPTION-ID')
    exit 1
}

az provider register --namespace Microsoft.App --subscription $env:AZURE_SUBSCRIPTION_ID --wait
exit $LASTEXITCODE
