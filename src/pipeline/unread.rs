//! Files that could not be read, told as everything else is.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceTree, Span, Unread, UnreadReason};

pub(super) fn tell(tree: &SourceTree) -> Vec<Diagnostic> {
    tree.unread.iter().map(one).collect()
}

fn one(unread: &Unread) -> Diagnostic {
    let span = Span::top(&unread.path);
    match &unread.reason {
        UnreadReason::LeadsOut => {
            Diagnostic::warning(Code::SourceUnread, span, "this link leads out of the project and is not followed")
                .help("copy what it leads to into the project")
        }
        UnreadReason::NotAFile => {
            Diagnostic::warning(Code::SourceUnread, span, "this is not a regular file and is left out")
        }
        UnreadReason::TooLarge { limit } => {
            let message = format!("this file is larger than {} MB", limit / (1024 * 1024));
            Diagnostic::error(Code::SourceTooLarge, span, message).help("split it into several files")
        }
        UnreadReason::NameNotText => {
            Diagnostic::warning(Code::SourceUnread, span, "the name of this file is not UTF-8; it is left out")
                .help("rename it")
        }
        UnreadReason::Refused(words) => {
            Diagnostic::error(Code::SourceUnread, span, format!("this file cannot be read: {words}"))
        }
    }
}
