//! The API versions whose Create Sync body is known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A version of the API, as the `X-Polytomic-Version` header names it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[non_exhaustive]
pub enum ApiVersion {
    /// 2022-12-12
    #[serde(rename = "2022-12-12")]
    V2022_12_12,
    /// 2023-04-25
    #[serde(rename = "2023-04-25")]
    V2023_04_25,
    /// 2024-02-08
    #[serde(rename = "2024-02-08")]
    V2024_02_08,
    /// 2025-09-18
    #[default]
    #[serde(rename = "2025-09-18")]
    V2025_09_18,
}

impl ApiVersion {
    /// Every known version, oldest first.
    pub const ALL: [Self; 4] =
        [Self::V2022_12_12, Self::V2023_04_25, Self::V2024_02_08, Self::V2025_09_18];
    /// The newest.
    pub const LATEST: Self = Self::V2025_09_18;

    /// The date that names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2022_12_12 => "2022-12-12",
            Self::V2023_04_25 => "2023-04-25",
            Self::V2024_02_08 => "2024-02-08",
            Self::V2025_09_18 => "2025-09-18",
        }
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A version that is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown API version `{0}`; the versions are 2022-12-12, 2023-04-25, 2024-02-08, 2025-09-18, and latest"
)]
pub struct UnknownVersion(pub String);

impl FromStr for ApiVersion {
    type Err = UnknownVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "latest" => Ok(Self::LATEST),
            _ => Self::ALL
                .into_iter()
                .find(|version| version.as_str() == text)
                .ok_or_else(|| UnknownVersion(text.to_owned())),
        }
    }
}
