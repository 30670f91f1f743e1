//! Hand-kept counts about quality.

/// Counts of one sprint. `None` is "not known", which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Bugs that users found first.
    pub escaped: Option<u32>,
    /// Items that were done and came back.
    pub reopened: Option<u32>,
    /// Incidents in production.
    pub incidents: Option<u32>,
}
