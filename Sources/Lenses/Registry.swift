/// Every lens, in the order in which they are listed.
package let lenses: [any (Lens & SendableMetatype).Type] = [
  Overview.self,
  Verdicts.self,
  Deployments.self,
  Letters.self,
  Contested.self,
]
