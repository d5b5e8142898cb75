@description('Name of the storage account.')
param name string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }
@description('Name of the container that holds the deployed package.')
param deploymentContainerName string
@description('False lets nothing in but private endpoints.')
param publicAccess bool

// `models` holds the models that were uploaded, `pictures` the pictures by their SHA-256, `videos` the files of videos that were copied there, `state` the entities that outgrow a table's row.
var containerNames = [deploymentContainerName, 'models', 'pictures', 'state', 'videos']

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: publicAccess ? 'Allow' : 'Deny'
      bypass: publicAccess ? 'AzureServices' : 'None'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource containers 'containers' = [
      for containerName in containerNames: {
        name: containerName
      }
    ]
  }

  resource queues 'queueServices' = {
    name: 'default'
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource state 'tables' = {
      name: 'spotter'
    }
  }
}

output name string = account.name
output tableName string = account::tables::state.name
