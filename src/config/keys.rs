//! What `polytomic-lint.toml` can say: every key, declared once. The reader, the JSON Schema and
//! the file that `init` writes are made of this.

/// A key of the configuration.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
    /// Markdown, for editors and for the commented file.
    pub(super) description: &'static str,
    /// A value as TOML writes it; of a table, its lines.
    pub(super) example: &'static str,
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// `true` or `false`.
    Flag,
    /// A date that names an API version, or `latest`.
    Version,
    /// The name of an endpoint.
    Endpoint,
    /// The level that makes the exit status 1.
    FailOn,
    /// Any text.
    Text,
    /// The path of a file.
    Path,
    /// A list of texts, none empty.
    Markers,
    /// A list of path globs.
    Globs,
    /// One glob over JSON Pointers.
    Pointer,
    /// A code, a name or a group.
    Rule,
    /// Levels by code, name or group.
    Levels,
    /// Tables of some keys, any number of them.
    Tables(&'static [Key]),
}

/// The names of levels.
pub(super) const LEVELS: [&str; 4] = ["off", "advice", "warning", "error"];
/// What `fail-on` takes.
pub(super) const FAIL_ON: [&str; 4] = ["error", "warning", "advice", "never"];

const PATHS: &str = "Paths and globs relative to the folder of this file: `*` stays within a \
    folder, `**` crosses folders. One without a slash means files and folders of that name at any \
    depth; a folder means everything in it.";

/// The outermost keys.
pub(super) const TOP: &[Key] = &[
    Key {
        name: "api-version",
        kind: Kind::Version,
        required: false,
        description: "The API version that bodies are judged by: `2022-12-12`, `2023-04-25`, \
            `2024-02-08`, `2025-09-18` or `latest`.",
        example: "\"latest\"",
    },
    ENDPOINT,
    Key {
        name: "strict",
        kind: Kind::Flag,
        required: false,
        description: "Raises the warnings of rules about shape to errors.",
        example: "true",
    },
    Key {
        name: "pedantic",
        kind: Kind::Flag,
        required: false,
        description: "Shows advice too.",
        example: "true",
    },
    Key {
        name: "fail-on",
        kind: Kind::FailOn,
        required: false,
        description: "The least level that makes the exit status 1: `error`, `warning`, `advice` \
            or `never`.",
        example: "\"warning\"",
    },
    Key {
        name: "jsonc",
        kind: Kind::Flag,
        required: false,
        description: "Whether comments and trailing commas are fine. Unless said, they are in \
            files that end in `.jsonc` and nowhere else.",
        example: "true",
    },
    Key {
        name: "template-markers",
        kind: Kind::Markers,
        required: false,
        description: "Strings that hold one of these are filled in before the body is sent, and \
            satisfy every rule.",
        example: "[\"${\", \"{{\"]",
    },
    Key {
        name: "include",
        kind: Kind::Globs,
        required: false,
        description: "Files to lint besides `*.sync.json` and `*.sync.jsonc` when a folder is \
            walked. Paths and globs relative to the folder of this file: `*` stays within a \
            folder, `**` crosses folders. One without a slash means files and folders of that \
            name at any depth; a folder means everything in it.",
        example: "[\"syncs/*.json\"]",
    },
    Key {
        name: "exclude",
        kind: Kind::Globs,
        required: false,
        description: "Files and folders that are left out when a folder is walked. A file named \
            on the command line is linted all the same, unless `--force-exclude` is given. Read \
            as `include` is.",
        example: "[\"archive/\"]",
    },
    Key {
        name: "baseline",
        kind: Kind::Path,
        required: false,
        description: "A file of old findings that stay silent, relative to the folder of this \
            file. `check --update-baseline` writes it.",
        example: "\"polytomic-lint-baseline.json\"",
    },
    Key {
        name: "rules",
        kind: Kind::Levels,
        required: false,
        description: "The level of a rule, by code or name, or of a group: `off`, `advice`, \
            `warning` or `error`. A rule's own level beats that of its group. PT001 stays an \
            error.",
        example: "PT031 = \"error\"\nlogic-mixed-precedence = \"warning\"\nfilters = \"advice\"",
    },
    Key {
        name: "overrides",
        kind: Kind::Tables(OVERRIDE),
        required: false,
        description: "Other settings for some files; of several that fit, the last has its say.",
        example: "",
    },
    Key {
        name: "ignore",
        kind: Kind::Tables(IGNORE),
        required: false,
        description: "Findings that are known and stay silent. One that matches nothing is PT019.",
        example: "",
    },
];

const ENDPOINT: Key = Key {
    name: "endpoint",
    kind: Kind::Endpoint,
    required: false,
    description: "The request that bodies are for: `create` (Create Sync, the default) or \
        `update` (Update Sync, which takes the same body and replaces the whole sync).",
    example: "\"update\"",
};

const OVERRIDE: &[Key] = &[
    Key {
        name: "paths",
        kind: Kind::Globs,
        required: true,
        description: PATHS,
        example: "[\"drafts/**\"]",
    },
    Key {
        name: "rules",
        kind: Kind::Levels,
        required: false,
        description: "Levels by code, name or group, as in `[rules]`.",
        example: "{ placeholder-value = \"off\" }",
    },
    ENDPOINT,
];

const IGNORE: &[Key] = &[
    Key {
        name: "rule",
        kind: Kind::Rule,
        required: true,
        description: "The rule, by code or name, or a group.",
        example: "\"PT031\"",
    },
    Key {
        name: "pointer",
        kind: Kind::Pointer,
        required: false,
        description: "A glob over JSON Pointers (RFC 6901) to what is ignored, such as \
            `/filters/*/value`; `*` stays within a step, `**` crosses steps. Without it the rule \
            is ignored everywhere.",
        example: "\"/target\"",
    },
    Key {
        name: "paths",
        kind: Kind::Globs,
        required: false,
        description: PATHS,
        example: "[\"legacy/*.sync.json\"]",
    },
    Key {
        name: "reason",
        kind: Kind::Text,
        required: false,
        description: "Why, for whoever reads this next.",
        example: "\"the object is filled in on deployment\"",
    },
];

/// The keys that a name could mean, in one table.
pub(super) fn find(keys: &'static [Key], name: &str) -> Option<&'static Key> {
    keys.iter().find(|key| key.name == name)
}
