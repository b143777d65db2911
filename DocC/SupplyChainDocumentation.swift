// The documentation of the whole package stands in SupplyChain.docc; there is no code here.
