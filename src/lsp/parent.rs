//! The process that started the server. Where it dies without a word, something else may still hold
//! the server's standard input open.

use std::time::Duration;

use serde_json::Value;

/// How often somebody looks.
pub(super) const PACE: Duration = Duration::from_secs(5);

/// The process that `initialize` names, if it names one.
#[derive(Debug, Default)]
pub(super) struct Parent {
    #[cfg(unix)]
    id: Option<rustix::process::Pid>,
}

impl Parent {
    pub(super) fn new(id: Option<&Value>) -> Self {
        #[cfg(unix)]
        {
            let id = id.and_then(Value::as_i64).and_then(|id| i32::try_from(id).ok());
            // Others mean groups of processes.
            Self { id: id.filter(|id| *id > 0).and_then(rustix::process::Pid::from_raw) }
        }
        #[cfg(not(unix))]
        {
            let _ = id;
            Self {}
        }
    }

    /// Whether it has been there and is no more.
    pub(super) fn is_gone(&self) -> bool {
        #[cfg(unix)]
        {
            use rustix::process::test_kill_process;
            self.id.is_some_and(|id| test_kill_process(id) == Err(rustix::io::Errno::SRCH))
        }
        #[cfg(not(unix))]
        {
            false
        }
    }
}
