"""From mentions to entities: name keys, gazetteer, judgements."""
