//! Hand-kept totals against what the items add up to.

use crate::diagnostics::{Code, Diagnostic};
use crate::sprints::{CommitmentMode, Imbalance, LedgerError, Ledgers, Unit};

use super::file::SprintFile;

/// Tells each total of `file` that differs from its items, which are counted in `unit`. Only of use for a file without
/// errors: an item that could not be read is missing from the sums.
#[must_use]
pub fn check_ledger(file: &SprintFile, unit: Unit, mode: CommitmentMode) -> Vec<Diagnostic> {
    if file.sprint.items.is_empty() || Ledgers::of(&file.sprint, unit, mode).is_ok() {
        return Vec::new();
    }
    let faults = Ledgers::faults(&file.sprint, unit, mode);
    faults.iter().filter_map(|fault| tell(file, unit, fault)).collect()
}

/// Items that contradict themselves are told when the file is parsed.
fn tell(file: &SprintFile, unit: Unit, fault: &LedgerError) -> Option<Diagnostic> {
    match fault {
        LedgerError::RemovedAndDone(_) | LedgerError::RemovedBeforeAdded(_) => None,
        LedgerError::Unbalanced(Imbalance { planned_and_changed, accounted_for }) => {
            let message = format!(
                "the items do not balance: {planned_and_changed} came in, but {accounted_for} are accounted for"
            );
            Some(Diagnostic::error(Code::SprintUnbalanced, file.span_of("items"), message))
        }
        LedgerError::Differs { total, stated, counted } => {
            let unit = unit.word();
            let message = format!("`{total}` says {stated}, but the items add up to {counted} {unit}");
            let help = format!("drop `{total}`: with items present it is counted from them");
            Some(Diagnostic::error(Code::SprintTotalsDiffer, file.span_of(total), message).help(help))
        }
    }
}
