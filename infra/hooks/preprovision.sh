#!/bin/sh
# The subnet that the app joins is delegated to Microsoft.App, which a subscription must know first.
set -eu

[ "${VNET_ENABLED:-false}" = "true" ] || exit 0

if ! command -v az > /dev/null; then
  echo "VNET_ENABLED needs the resource provider Microsoft.App. Register it once: az provider register --namespace Microsoft.App" >&2
  exit 0
fi

# `azd provision`, unlike `azd up`, runs this before it asks for the subscription.
if [ -z "${AZURE_SUBSCRIPTION_ID:-}" ]; then
  echo "VNET_ENABLED needs the subscription beforehand: azd env set AZURE_SUBSCRIPTION_ID SUBSCRIPTION-ID" >&2
  exit 1
fi

az provider register --namespace Microsoft.App --subscription "$AZURE_SUBSCRIPTION_ID" --wait
