@description('Name of the vault.')
param name string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }
@description('False lets nothing in but private endpoints.')
param publicAccess bool
@secure()
@description('The Instagram access token. Empty: the secret is left as it is.')
param instagramAccessToken string
@secure()
@description('Slack\'s bot token. Empty: the secret is left as it is.')
param slackToken string
@secure()
@description('The access key of the pages and the API. Empty: the secret is left as it is.')
param accessKey string
@secure()
@description('The key for Clarifai. Empty: the secret is left as it is.')
param clarifaiKey string

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // The shortest there is. Purge protection stays off so that `azd down --purge` leaves nothing behind.
    softDeleteRetentionInDays: 7
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: publicAccess ? 'Allow' : 'Deny'
      bypass: 'None'
    }
  }

  resource instagram 'secrets' = if (!empty(instagramAccessToken)) {
    name: 'instagram-access-token'
    tags: tags
    properties: { value: instagramAccessToken }
  }

  resource slack 'secrets' = if (!empty(slackToken)) {
    name: 'slack-token'
    tags: tags
    properties: { value: slackToken }
  }

  resource access 'secrets' = if (!empty(accessKey)) {
    name: 'access-key'
    tags: tags
    properties: { value: accessKey }
  }

  resource clarifai 'secrets' = if (!empty(clarifaiKey)) {
    name: 'clarifai-key'
    tags: tags
    properties: { value: clarifaiKey }
  }
}

output name string = vault.name
