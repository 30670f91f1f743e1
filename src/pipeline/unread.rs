//! Files that could not be read, told as everything else is.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceTree, Span, Unread, UnreadReason};

pub(super) fn tell(tree: &SourceTree) -> Vec<Diagnostic> {
    tree.unread.iter().map(|unread| one(unread, &tree.content)).collect()
}

fn one(unread: &Unread, content: &str) -> Diagnostic {
    let span = Span::top(&unread.path);
    match &unread.reason {
        // A site without any page would take the place of the last one.
        UnreadReason::LeadsOut if unread.path.as_str() == content => Diagnostic::error(
            Code::SourceUnread,
            span,
            "the folder of the pages is a link that leads out of the project",
        )
        .help("run sprintbook in the folder that the link leads to, or copy that folder into the project"),
        UnreadReason::LeadsOut => {
            Diagnostic::warning(Code::SourceUnread, span, "this link leads out of the project and is not followed")
                .help("copy what it leads to into the project")
        }
        UnreadReason::LeadsNowhere => {
            Diagnostic::warning(Code::SourceUnread, span, "this symbolic link leads to nothing and is left out")
                .help("remove it, or make it lead to a file of the project")
        }
        UnreadReason::LeadsBack => {
            let message = "this link leads back to a folder that it lies in and is not followed";
            Diagnostic::warning(Code::SourceUnread, span, message).help("remove it; what it shows is there already")
        }
        UnreadReason::TooManyLinked { limit } => {
            let message =
                format!("this link is not followed: more than {limit} links lie in folders that links lead to");
            Diagnostic::error(Code::SourceUnread, span, message)
                .help("remove links to folders that have links to folders in them")
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
