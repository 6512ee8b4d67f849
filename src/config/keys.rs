//! The keys of `polytomic-lint.toml`: what the list of settings has for it, and its tables. The
//! reader, the JSON Schema and the file that `init` writes are made of this.

pub(super) use crate::options::{Key, Kind};
use crate::options::{KeyText, OPTIONS};
use crate::rule::Level;

/// The names of levels.
pub(super) const LEVELS: [&str; 4] = {
    let [off, advice, warning, error] = Level::NAMES;
    [off.0, advice.0, warning.0, error.0]
};

const PATHS: &str = "Paths and globs relative to the folder of this file: `*` stays within a \
    folder, `**` crosses folders. A pattern without a slash matches files and folders at any \
    depth; a folder matches everything in it. Of several that match, the last one counts, and one \
    that starts with `!` takes back what the ones before it matched.";

/// The outermost keys that only a configuration has, before the settings.
const FIRST: &[Key] = &[Key::new("extends", Kind::Path).key(
    "Another configuration to build on, relative to the folder of this file. What is set here \
     takes precedence; lists and tables add up.",
    "\"../polytomic-lint.toml\"",
)];

/// The same, after the settings.
const TABLES: &[Key] = &[
    Key::new("include", Kind::Globs).key(
        "Additional files to lint in folders, besides `*.sync.json` and `*.sync.jsonc`. Paths and \
         globs relative to the folder of this file: `*` stays within a folder, `**` crosses \
         folders. A pattern without a slash matches files and folders at any depth; a folder \
         matches everything in it. Of several that match, the last one counts, and one that \
         starts with `!` takes back what the ones before it matched.",
        "[\"syncs/*.json\"]",
    ),
    Key::new("exclude", Kind::Globs).key(
        "Files and folders to skip in folders. A file named on the command line is still linted, \
         unless `--force-exclude` is given. The syntax is that of `include`.",
        "[\"archive/\"]",
    ),
    Key::new("rules", Kind::Levels).key(
        "The level of a rule, by code or name, or of a group: `off`, `advice`, `warning`, or \
         `error`. A rule's own level overrides the level of its group. PT001 is always an error.",
        "PT031 = \"error\"\nlogic-mixed-precedence = \"warning\"\nfilters = \"advice\"",
    ),
    Key::new("overrides", Kind::Tables(OVERRIDE))
        .key("Different settings for some files; if several match, the last one applies.", ""),
    Key::new("ignore", Kind::Tables(IGNORE))
        .key("Known findings to hide. An entry that matches nothing is reported as PT019.", ""),
];

const OVERRIDE: &[Key] = &[
    Key::new("paths", Kind::Globs).key(PATHS, "[\"drafts/**\"]").required(),
    Key::new("rules", Kind::Levels)
        .key("Levels by code, name, or group, as in `[rules]`.", "{ placeholder-value = \"off\" }"),
];

const IGNORE: &[Key] = &[
    Key::new("rule", Kind::Rule)
        .key("The rule, by code or name, or a group.", "\"PT031\"")
        .required(),
    Key::new("pointer", Kind::Pointer).key(
        "A glob over JSON Pointers (RFC 6901) to what is ignored, such as `/filters/*/value`; `*` \
         stays within a step, `**` crosses steps. Without it the rule is ignored everywhere.",
        "\"/target\"",
    ),
    Key::new("paths", Kind::Globs).key(PATHS, "[\"legacy/*.sync.json\"]"),
    Key::new("reason", Kind::Text)
        .key("Why, for whoever reads this next.", "\"the object is filled in on deployment\""),
];

/// The outermost keys.
pub(super) fn top() -> impl Iterator<Item = &'static Key> + Clone {
    let settings = OPTIONS.iter().filter(|key| key.key.is_some());
    FIRST.iter().chain(settings).chain(TABLES)
}

/// The keys of one of the tables of this name: its own, and the settings that it takes.
pub(super) fn table(
    name: &str,
    keys: &'static [Key],
) -> impl Iterator<Item = &'static Key> + Clone + use<> {
    let overrides = name == "overrides";
    keys.iter().chain(OPTIONS.iter().filter(move |key| overrides && key.overridden))
}

/// How the configuration shows a key.
pub(super) fn text(key: &Key) -> &KeyText {
    key.key.as_ref().unwrap_or(&KeyText { description: "", example: "" })
}
