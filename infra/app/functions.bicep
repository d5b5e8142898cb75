@description('Name of the function app.')
param name string
@description('Name of its plan.')
param planName string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }
@description('Resource id of the app\'s identity.')
param identityId string
@description('Client id of the app\'s identity.')
param identityClientId string
@description('Name of Application Insights.')
param applicationInsightsName string
@description('Name of the storage account.')
param storageAccountName string
@description('Name of the container that holds the deployed package.')
param deploymentContainerName string
@description('Name of the vault.')
param vaultName string
@description('Name of the task hub.')
param taskHubName string
@description('True where the task hub lives in the storage account.')
param taskHubInStorage bool
@description('Endpoint of the Durable Task Scheduler. Empty: the task hub lives in the storage account.')
param schedulerEndpoint string
@description('The subnet that the app joins. Empty: none.')
param subnetId string
@description('How often due watches are looked for: a 6-field NCRONTAB expression in UTC.')
param monitorSchedule string
@description('When a watch without a schedule of its own is due. Empty: the app\'s default.')
param watchSchedule string
@description('The IANA time zone of the watches\' schedules. Empty: the app\'s default.')
param timeZone string
@description('The model that classifies. Empty: the app\'s default.')
param model string
@description('The accounts watched from the start.')
param accounts string[]
@description('Id of the operator\'s own Instagram account. Empty: none.')
param instagramUserId string
@description('Id of the Slack channel that gets the alerts. Empty: none.')
param slackChannel string
@description('Names under which the pages are reached beside that of the app.')
param pageHosts string[]
@description('True lets the app ask models that Clarifai hosts.')
param useClarifai bool
@description('The most instances that run at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

var hostSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  // The host's telemetry. The worker sends its own with the app's default credential, which AZURE_CLIENT_ID names.
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
  TASKHUB_NAME: taskHubName
  // The feed is there instead.
  AzureWebJobsDisableHomepage: 'true'
  // In UTC: the plan knows no WEBSITE_TIME_ZONE. The watches' own schedules have a zone.
  MONITOR_SCHEDULE: monitorSchedule
}

// They override host.json, where the task hub lives in the storage account.
var schedulerSettings = {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
}

var storeSettings = {
  Storage__Blobs__serviceUri: account.properties.primaryEndpoints.blob
  Storage__Blobs__credential: 'managedidentity'
  Storage__Blobs__clientId: identityClientId
  Storage__Tables__endpoint: account.properties.primaryEndpoints.table
  Storage__Tables__credential: 'managedidentity'
  Storage__Tables__clientId: identityClientId
}

var watchSettings = union(
  empty(watchSchedule) ? {} : { Watching__Schedule: watchSchedule },
  empty(timeZone) ? {} : { Watching__TimeZone: timeZone },
  empty(model) ? {} : { Watching__Model: model },
  toObject(range(0, length(accounts)), index => 'Watching__Accounts__${index}', index => accounts[index])
)

var instagramSettings = {
  Sources__Instagram__UserId: instagramUserId
  Sources__Instagram__AccessToken: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/instagram-access-token)'
}

var slackSettings = {
  Channels__slack__Type: 'slack'
  Channels__slack__Channel: slackChannel
  Channels__slack__Token: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/slack-token)'
}

var pageSettings = union(
  { Web__AccessKey: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/access-key)' },
  toObject(range(0, length(pageHosts)), index => 'Web__Hosts__${index}', index => pageHosts[index])
)

var clarifaiSettings = {
  Clarifai__Key: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/clarifai-key)'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${deploymentContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      hostSettings,
      storeSettings,
      watchSettings,
      pageSettings,
      taskHubInStorage ? {} : schedulerSettings,
      empty(instagramUserId) ? {} : instagramSettings,
      empty(slackChannel) ? {} : slackSettings,
      useClarifai ? clarifaiSettings : {}
    )
  }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
output apiAddress string = 'https://${app.properties.defaultHostName}/api'
