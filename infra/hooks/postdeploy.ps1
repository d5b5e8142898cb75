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

Write-Host "Rescan an account with POST to $env:RESCAN_ADDRESS"
Write-Host 'The key for the header x-functions-key:'
Write-Host "  az functionapp keys list --resource-group $env:AZURE_RESOURCE_GROUP --name $env:AZURE_FUNCTION_NAME --query functionKeys.default --output tsv"
exit 0
