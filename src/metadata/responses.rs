//! The four responses that describe a destination and its models, as plain data.
//!
//! What a response leaves out is `None` or empty, and nothing follows from it.

use super::record::records;

records! {
    /// `GET /api/connections/{id}/modelsync/targetobjects`: what a connection can write to.
    TargetObjects {
        /// The objects there are.
        objects: Vec<TargetObject> = "data",
        /// How new ones are created.
        target_creation: Option<TargetCreation> = "target_creation",
    }

    /// One object of a connection.
    TargetObject needs id ("id", "what `target.object` refers to") {
        /// What `target.object` says.
        id: String = "id",
        /// What a person sees.
        name: Option<String> = "name",
        /// The modes it offers.
        modes: Vec<Mode> = "modes",
    }

    /// A sync mode that a target offers.
    Mode needs id ("mode", "what `mode` refers to") {
        /// What `mode` says.
        id: String = "mode" | "id",
        /// What a person sees.
        label: Option<String> = "label",
        /// What it does.
        description: Option<String> = "description",
        /// Whether records have to be matched.
        requires_identity: Option<bool> = "requires_identity",
        /// Whether a field may have a mode of its own.
        supports_field_modes: Option<bool> = "supports_field_sync_mode" | "supports_per_field_mode",
        /// Whether Target filters are taken.
        supports_target_filters: Option<bool> = "supports_target_filters",
    }

    /// What creating a new object takes.
    TargetCreation {
        /// Whether objects can be created at all.
        supported: Option<bool> = "supported",
        /// The keys of `target.create`, all of them required.
        properties: Vec<CreationProperty> = "properties",
    }

    /// A key of `target.create`.
    CreationProperty needs id ("id", "the key of `target.create`") {
        /// The key.
        id: String = "id",
        /// What a person sees.
        title: Option<String> = "title",
        /// Whether only some values are taken.
        #[serde(rename = "enum")]
        closed: Option<bool> = "enum",
        /// Those values, where they were asked for.
        values: Vec<Choice> = "values",
    }

    /// A value out of a closed list.
    Choice needs value ("value", "what is sent") {
        /// The value.
        value: String = "value",
        /// What a person sees.
        label: Option<String> = "label",
    }

    /// `GET /api/connections/{id}/modelsync/target/fields?target=…`: one object, and its fields.
    TargetFields needs id ("id", "what `target.object` refers to") {
        /// What `target.object` says.
        id: String = "id",
        /// What a person sees.
        name: Option<String> = "name",
        /// When the destination was last asked, RFC 3339.
        refreshed_at: Option<String> = "refreshed_at",
        /// The modes it offers.
        modes: Vec<Mode> = "modes",
        /// What the destination can do.
        properties: TargetProperties = "properties",
        /// Its fields; none where a sync makes up its own, as in a database.
        fields: Vec<TargetField> = "fields",
    }

    /// What a destination can do.
    TargetProperties {
        /// Whether a sync may have an identity and no fields.
        mappings_not_required: Option<bool> = "mappings_not_required",
        /// Whether fields need not name a field of the target.
        optional_target_mappings: Option<bool> = "optional_target_mappings",
        /// Whether `target.configuration` is needed.
        requires_configuration: Option<bool> = "requires_configuration",
        /// Whether a sync may create fields.
        supports_field_creation: Option<bool> = "supports_field_creation",
        /// Whether fields can be encrypted.
        supports_field_encryption: Option<bool> = "supports_field_encryption",
        /// Whether a sync may create the field of its identity.
        supports_identity_field_creation: Option<bool> = "supports_identity_field_creation",
        /// Whether records can be matched by more than one pair of fields.
        supports_multiple_identities: Option<bool> = "supports_multiple_identities",
        /// Whether Target filters are taken; the mode may say no.
        supports_target_filters: Option<bool> = "supports_target_filters",
        /// Whether Target filters may compare with a model field.
        supports_filter_value_fields: Option<bool> = "supports_filter_value_fields",
        /// Whether the object is yet to be created.
        target_creator: Option<bool> = "target_creator",
    }

    /// A field of a target.
    TargetField needs id ("id", "what a mapping's `target` refers to") {
        /// What `target` says.
        id: String = "id",
        /// What a person sees.
        name: Option<String> = "name",
        /// The type in Polytomic's words.
        #[serde(rename = "type")]
        kind: Option<String> = "type",
        /// The type in the destination's words.
        source_type: Option<String> = "source_type",
        /// What it is for.
        description: Option<String> = "description",
        /// Whether a sync has to fill it.
        required: Option<bool> = "required",
        /// Whether it can be written in a new record.
        createable: Option<bool> = "createable",
        /// Whether it can be written in a record that is there.
        updateable: Option<bool> = "updateable",
        /// Whether Target filters may ask for it.
        filterable: Option<bool> = "filterable",
        /// The functions that Target filters may use; none said means any.
        filter_functions: Vec<FilterFunction> = "filter_functions",
        /// Whether records can be matched by it.
        supports_identity: Option<bool> = "supports_identity",
        /// The functions that an identity may use.
        identity_functions: Vec<IdentityFunction> = "identity_functions",
        /// Whether it can be encrypted.
        encryptable: Option<bool> = "encryptable",
        /// Whether it refers to other records.
        association: Option<bool> = "association",
        /// Whether it refers to several.
        multiple_associations: Option<bool> = "multiple_associations",
        /// The values it takes, where it has a list of them.
        values: Vec<Choice> = "values",
    }

    /// A function that Target filters on a field may use.
    FilterFunction needs id ("id", "what `function` refers to") {
        /// What `function` says.
        id: String = "id",
        /// What a person sees.
        label: Option<String> = "label",
        /// Whether it compares with something.
        requires_value: Option<bool> = "requires_value",
        /// Whether that is an array.
        multi_value: Option<bool> = "multi_value",
        /// All that it can be compared with; none said means anything.
        values: Vec<Choice> = "values",
    }

    /// A function by which records are matched.
    IdentityFunction needs id ("id", "what `function` refers to") {
        /// What `function` says.
        id: String = "id",
        /// What a person sees.
        label: Option<String> = "label",
    }

    /// `GET /api/models/{id}`: a model, and its fields.
    Model needs id ("id", "what `model_id` refers to") {
        /// What `model_id` says.
        id: String = "id",
        /// What a person sees.
        name: Option<String> = "name",
        /// Where it comes from.
        #[serde(rename = "type")]
        kind: Option<String> = "type",
        /// The connection it reads from.
        connection_id: Option<String> = "connection_id",
        /// The field that identifies records.
        identifier: Option<String> = "identifier",
        /// Its fields.
        fields: Vec<ModelField> = "fields",
    }

    /// A field of a model.
    ModelField needs name ("name", "what `field` refers to") {
        /// Its ID.
        id: Option<String> = "id",
        /// What `field` says.
        name: String = "name",
        /// What a person sees.
        label: Option<String> = "label",
        /// Its type.
        #[serde(rename = "type")]
        kind: Option<String> = "type",
        /// Whether no two records have the same value.
        unique: Option<bool> = "unique",
    }

    /// `GET /api/connections/{id}/modelsync/source/fields`: the fields of a source.
    SourceFields {
        /// Its fields.
        fields: Vec<ModelField> = "data",
    }
}

/// What a saved response is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Content {
    /// The objects of a connection.
    TargetObjects(TargetObjects),
    /// One object and its fields.
    TargetFields(TargetFields),
    /// A model.
    Model(Model),
    /// The fields of a source.
    SourceFields(SourceFields),
}

impl Content {
    /// What it is called in messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TargetObjects(_) => "target objects",
            Self::TargetFields(_) => "target fields",
            Self::Model(_) => "model",
            Self::SourceFields(_) => "source fields",
        }
    }
}
