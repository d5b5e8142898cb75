#!/bin/sh
# Says what is still missing and where the app is. It asks nothing and changes nothing.
set -eu

missing() {
  command -v az > /dev/null || return 0
  [ -z "$(az keyvault secret list --vault-name "$AZURE_KEY_VAULT_NAME" --query "[?name=='$1'].name" --output tsv 2> /dev/null)" ]
}

tell() {
  echo "The secret $1 is not in the vault, or could not be looked up. Set it:"
  echo "  read -rs TOKEN && az keyvault secret set --vault-name $AZURE_KEY_VAULT_NAME --name $1 --value \"\$TOKEN\" --output none"
}

if [ -n "${SPOTTER_INSTAGRAM_USER_ID:-}" ] && missing instagram-access-token; then tell instagram-access-token; fi
if [ -n "${SPOTTER_SLACK_CHANNEL:-}" ] && missing slack-token; then tell slack-token; fi
if [ "${USE_CLARIFAI:-}" = true ] && missing clarifai-key; then tell clarifai-key; fi
if missing access-key; then
  echo "Until then the pages and the API show nothing:"
  tell access-key
fi

echo "The pages: $PAGES_ADDRESS"
echo "Rescan an account with POST to $RESCAN_ADDRESS"
echo "The access key, for the pages and the header x-functions-key:"
echo "  az keyvault secret show --vault-name $AZURE_KEY_VAULT_NAME --name access-key --query value --output tsv"
