/// Every lens, in the order in which they are listed.
package let lenses: [any (Lens & SendableMetatype).Type] = []
