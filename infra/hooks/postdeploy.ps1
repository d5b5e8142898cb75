# Says what is still missing and where the app is. It asks nothing and changes nothing.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

function Test-Missing($name) {
    if (-not (Get-Command az -ErrorAction SilentlyContinue)) { return $true }
    return -not (az keyvault secret list --vault-name $env:AZURE_KEY_VAULT_NAME --query "[?name=='$name'].name" --output tsv 2>$null)
}

function Write-Missing($name) {
    Write-Host "The secret $name is not in the vault, or could not be looked up. Set it:"
    Write-Host "  az keyvault secret set --vault-name $env:AZURE_KEY_VAULT_NAME --name $name --value (Read-Host -MaskInput) --output none"
}

if ($env:SPOTTER_INSTAGRAM_USER_ID -and (Test-Missing 'instagram-access-token')) { Write-Missing 'instagram-access-token' }
if ($env:SPOTTER_SLACK_CHANNEL -and (Test-Missing 'slack-token')) { Write-Missing 'slack-token' }
if ($env:USE_CLARIFAI -eq 'true' -and (Test-Missing 'clarifai-key')) { Write-Missing 'clarifai-key' }
if (Test-Missing 'access-key') {
    Write-Host 'Until then the pages and the API show nothing:'
    Write-Missing 'access-key'
}

Write-Host "The pages: $env:PAGES_ADDRESS"
Write-Host "Rescan an account with POST to $env:RESCAN_ADDRESS"
Write-Host 'The access key, for the pages and the header x-functions-key:'
Write-Host "  az keyvault secret show --vault-name $env:AZURE_KEY_VAULT_NAME --name access-key --query value --output tsv"
exit 0
