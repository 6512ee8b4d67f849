//! The saved responses that the examples of rules about the destination and the models use.

use std::path::{Path, PathBuf};

use polytomic_lint::metadata::Metadata;

/// What `examples/metadata` holds.
pub(crate) fn examples() -> Metadata {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/metadata");
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(&path).expect("a saved response"))
    };
    let files = std::fs::read_dir(folder).expect("saved responses");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("one").path()).collect();
    paths.sort();
    let (metadata, problems) = Metadata::read(paths.into_iter().map(read));
    assert_eq!(problems, []);
    metadata
}
