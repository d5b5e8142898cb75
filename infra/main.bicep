targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('Name of the environment; it names the resource group and tags every resource.')
param environmentName string

@minLength(1)
@description('Region of every resource. It must have the Flex Consumption plan.')
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Object id of whoever deploys: may write the secrets, and open the scheduler\'s dashboard.')
param principalId string = deployer().objectId

@description('How often due watches are looked for: a 6-field NCRONTAB expression in UTC. Empty: every five minutes.')
param monitorSchedule string = ''

@description('When a watch without a schedule of its own is due: a 6-field cron expression in the time zone. Empty: the app\'s default.')
param watchSchedule string = ''

@description('The IANA time zone of the watches\' schedules. Empty: the app\'s default, Etc/UTC.')
param timeZone string = ''

@description('The model that classifies. Empty: the app\'s default.')
param model string = ''

@description('The accounts watched from the start, separated by commas, such as instagram:davesfreshpasta.')
param accounts string = ''

@description('Id of the operator\'s own Instagram account, which asks. Empty: the source instagram cannot be used.')
param instagramUserId string = ''

@secure()
@description('The operator\'s Instagram access token. Empty: the secret is left as it is.')
param instagramAccessToken string = ''

@description('Id of the Slack channel that gets the alerts, such as C0123456789. Empty: there is no channel.')
param slackChannel string = ''

@secure()
@description('Slack\'s bot token, xoxb-... Empty: the secret is left as it is.')
param slackToken string = ''

@secure()
@description('The access key of the pages and the API, 16 characters or more. Empty: the secret is left as it is.')
param accessKey string = ''

@description('Names under which the pages are reached beside that of the app, separated by commas, such as lunch.example.com.')
param pageHosts string = ''

@description('True lets the app ask models that Clarifai hosts, with the key in the vault.')
param useClarifai bool = false

@secure()
@description('The key for Clarifai. Empty: the secret is left as it is.')
param clarifaiKey string = ''

@description('True keeps the task hub in a Durable Task Scheduler, false in the storage account, which is cheaper for a few accounts.')
param useDurableTaskScheduler bool = false

@description('True puts the storage account and the vault behind private endpoints of a virtual network that the app joins.')
param vnetEnabled bool = false

var abbreviations = loadJsonContent('./abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var functionAppName = '${abbreviations.webSitesFunctions}${token}'
var deploymentContainerName = 'app-package-${token}'
var taskHubName = 'spotterhub'
var hostList = filter(map(split(pageHosts, ','), host => trim(host)), host => !empty(host))
var accountList = filter(map(split(accounts, ','), account => trim(account)), account => !empty(account))

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${abbreviations.resourcesResourceGroups}${environmentName}'
  location: location
  tags: tags
}

module identity './app/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.managedIdentityUserAssignedIdentities}${token}'
    location: location
    tags: tags
  }
}

module monitoring './app/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    applicationInsightsName: '${abbreviations.insightsComponents}${token}'
    logAnalyticsName: '${abbreviations.operationalInsightsWorkspaces}${token}'
    location: location
    tags: tags
  }
}

module storage './app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: '${abbreviations.storageStorageAccounts}${token}'
    location: location
    tags: tags
    deploymentContainerName: deploymentContainerName
    publicAccess: !vnetEnabled
  }
}

module vault './app/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: '${abbreviations.keyVaultVaults}${token}'
    location: location
    tags: tags
    publicAccess: !vnetEnabled
    instagramAccessToken: instagramAccessToken
    slackToken: slackToken
    accessKey: accessKey
    clarifaiKey: clarifaiKey
  }
}

module scheduler './app/scheduler.bicep' = if (useDurableTaskScheduler) {
  name: 'scheduler'
  scope: group
  params: {
    name: '${abbreviations.durableTaskSchedulers}${token}'
    location: location
    tags: tags
    taskHubName: taskHubName
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: principalId
  }
}

module network './app/network.bicep' = if (vnetEnabled) {
  name: 'network'
  scope: group
  params: {
    name: '${abbreviations.networkVirtualNetworks}${token}'
    endpointPrefix: abbreviations.networkPrivateEndpoints
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
    vaultName: vault.outputs.name
  }
}

module access './app/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: principalId
    storageAccountName: storage.outputs.name
    tableName: storage.outputs.tableName
    vaultName: vault.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    taskHubInStorage: !useDurableTaskScheduler
  }
}

module functions './app/functions.bicep' = {
  name: 'functions'
  scope: group
  // The host reads its package, its settings and its task hub with these roles when it starts.
  dependsOn: [access]
  params: {
    name: functionAppName
    planName: '${abbreviations.webServerFarms}${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    storageAccountName: storage.outputs.name
    deploymentContainerName: deploymentContainerName
    vaultName: vault.outputs.name
    taskHubName: taskHubName
    taskHubInStorage: !useDurableTaskScheduler
    schedulerEndpoint: useDurableTaskScheduler ? scheduler!.outputs.endpoint : ''
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    monitorSchedule: empty(monitorSchedule) ? '0 */5 * * * *' : monitorSchedule
    watchSchedule: watchSchedule
    timeZone: timeZone
    model: model
    accounts: accountList
    instagramUserId: instagramUserId
    slackChannel: slackChannel
    pageHosts: hostList
    useClarifai: useClarifai
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = functions.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output WORKBOOK_ID string = monitoring.outputs.workbookId
output TASKHUB_NAME string = taskHubName
output PAGES_ADDRESS string = functions.outputs.address
output API_ADDRESS string = functions.outputs.apiAddress
output RESCAN_ADDRESS string = '${functions.outputs.apiAddress}/accounts/{source}/{handle}/rescan'
