@description('Name of Application Insights.')
param applicationInsightsName string
@description('Name of the Log Analytics workspace.')
param logAnalyticsName string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: logAnalyticsName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
  }
}

var charts = [
  {
    title: 'Posts per hour'
    query: loadTextContent('../queries/posts-per-hour.kql')
    visualization: 'barchart'
  }
  {
    title: 'Failures by kind, per hour'
    query: loadTextContent('../queries/failures-by-kind.kql')
    visualization: 'barchart'
  }
  {
    title: 'Alert delay, in seconds, from the post to the message'
    query: loadTextContent('../queries/alert-delay.kql')
    visualization: 'linechart'
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insights.id, 'spotter')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Spotter'
    category: 'workbook'
    sourceId: insights.id
    serializedData: string({
      version: 'Notebook/1.0'
      fallbackResourceIds: [insights.id]
      items: map(range(0, length(charts)), index => {
        type: 3
        name: 'chart ${index}'
        content: {
          version: 'KqlItem/1.0'
          title: charts[index].title
          query: charts[index].query
          queryType: 0
          resourceType: 'microsoft.insights/components'
          size: 0
          timeContext: { durationMs: 604800000 }
          visualization: charts[index].visualization
        }
      })
    })
  }
}

output applicationInsightsName string = insights.name
output workbookId string = workbook.id
