# The subnet that the app joins is delegated to Microsoft.App, which a subscription must know first.
$ErrorActionPreference = 'Stop'

if ($env:VNET_ENABLED -ne 'true') { exit 0 }

if (-not (Get-Command az -ErrorAction SilentlyContinue)) {
    Write-Warning 'VNET_ENABLED needs the resource provider Microsoft.App. Register it once: az provider register --namespace Microsoft.App'
    exit 0
}

az provider register --namespace Microsoft.App --subscription $env:AZURE_SUBSCRIPTION_ID --wait
exit $LASTEXITCODE
