@description('Name of the Durable Task Scheduler.')
param name string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }
@description('Name of the task hub.')
param taskHubName string
@description('Object id of the app\'s identity.')
param appPrincipalId string
@description('Object id of whoever deploys. Empty: nobody but the app gets in.')
param deployerPrincipalId string

var durableTaskDataContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0ad04412-c4d5-4796-b79c-f76d14c8d402'
)

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Only identities with a role get in, from wherever they ask.
    ipAllowlist: ['0.0.0.0/0']
    sku: { name: 'Consumption' }
  }

  resource taskHub 'taskHubs' = {
    name: taskHubName
  }
}

resource appRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::taskHub.id, appPrincipalId, durableTaskDataContributor)
  scope: scheduler::taskHub
  properties: {
    roleDefinitionId: durableTaskDataContributor
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// For the dashboard. The type is left out: a person deploys as well as a pipeline.
resource deployerRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  name: guid(scheduler::taskHub.id, deployerPrincipalId, durableTaskDataContributor)
  scope: scheduler::taskHub
  properties: {
    roleDefinitionId: durableTaskDataContributor
    principalId: deployerPrincipalId
  }
}

output endpoint string = scheduler.properties.endpoint
