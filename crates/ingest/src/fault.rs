//! A fault in a parser of somebody else costs one document, not the run.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread will be caught and told, so that nobody else need tell it.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Makes panics that are caught and told as problems silent; others are told as before. Once is
/// enough for a process.
pub fn silence_caught_faults() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                before(info);
            }
        }));
    });
}

/// Does some work; a panic in it becomes a message.
///
/// # Errors
/// Where the work panicked.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    done.map_err(|panic| {
        let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
        let said = said.unwrap_or_else(|| "no message".to_owned());
        format!("a fault in a parser ({said}); please report it with the file")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::panic, reason = "what is tested")]
    fn a_panic_becomes_a_message() {
        silence_caught_faults();
        assert_eq!(guarded(|| 7), Ok(7));
        let fault = guarded(|| -> u8 { panic!("row {} is odd", 3) });
        assert!(fault.unwrap_err().contains("(row 3 is odd)"));
        assert!(!GUARDED.get());
    }
}
