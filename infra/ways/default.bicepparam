using '../main.bicep'

// The task hub lives in the storage account: what costs least for a few accounts.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param monitorSchedule = readEnvironmentVariable('SPOTTER_MONITOR_SCHEDULE', '')
param watchSchedule = readEnvironmentVariable('SPOTTER_WATCH_SCHEDULE', '')
param timeZone = readEnvironmentVariable('SPOTTER_TIME_ZONE', '')
param model = readEnvironmentVariable('SPOTTER_MODEL', '')
param accounts = readEnvironmentVariable('SPOTTER_ACCOUNTS', '')
param instagramUserId = readEnvironmentVariable('SPOTTER_INSTAGRAM_USER_ID', '')
param instagramAccessToken = readEnvironmentVariable('SPOTTER_INSTAGRAM_ACCESS_TOKEN', '')
param slackChannel = readEnvironmentVariable('SPOTTER_SLACK_CHANNEL', '')
param slackToken = readEnvironmentVariable('SPOTTER_SLACK_TOKEN', '')
param accessKey = readEnvironmentVariable('SPOTTER_ACCESS_KEY', '')
param pageHosts = readEnvironmentVariable('SPOTTER_PAGE_HOSTS', '')
