//! The layers of `ARCHITECTURE.md`: a folder of `src` imports only what is to its left, so that no
//! two folders import each other.

use std::fs;
use std::path::{Path, PathBuf};

const LAYERS: &str = "text rule json placeholder finding secrets schema metadata endpoint host \
                      rules linter options report config lsp cli";

fn layer(name: &str) -> Option<usize> {
    LAYERS.split(' ').position(|layer| layer == name)
}

fn files(path: PathBuf) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path];
    }
    let entries = fs::read_dir(path).expect("a folder of src");
    entries.flat_map(|entry| files(entry.expect("an entry").path())).collect()
}

#[test]
fn no_layer_imports_one_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in files(src.clone()) {
        let inside = path.strip_prefix(&src).expect("in src").with_extension("");
        let name = inside.iter().next().and_then(|name| name.to_str()).expect("a name");
        if ["lib", "main", "clean_path_tests"].contains(&name) {
            continue;
        }
        let own = layer(name).unwrap_or_else(|| panic!("{name} has no place among the layers"));
        let text = fs::read_to_string(&path).expect("a file of src");
        // Unit tests may use what is above.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for import in lines.flat_map(|line| line.split("crate::").skip(1)) {
            let end = import.find(|ch: char| !ch.is_ascii_lowercase()).unwrap_or(import.len());
            let above = layer(&import[..end]).is_some_and(|other| other > own);
            assert!(!above, "{} imports {}", path.display(), &import[..end]);
        }
    }
}
