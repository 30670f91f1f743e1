//! The stable name of each kind of mistake. A code never changes its meaning; `CONTRIBUTING.md` says how to add one.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $summary:literal])+ $name:ident = $text:literal,)+) => {
        /// Which kind of mistake a diagnostic tells of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $summary])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name that users see: `link/no-such-page`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// One line on what it means.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$name => concat!($($summary),+).trim_ascii()),+ }
            }
        }
    };
}

codes! {
    /// A page, sprint or configuration file is not UTF-8 text.
    SourceNotText = "source/not-utf8",
    /// A file is there but could not be read.
    SourceUnread = "source/unread",
    /// A file is larger than sprintbook reads.
    SourceTooLarge = "source/too-large",
    /// A shallow clone does not know when a page was last changed.
    SourceShallow = "source/shallow-history",

    /// The YAML cannot be read.
    YamlSyntax = "yaml/syntax",
    /// A key stands twice in one mapping.
    YamlDuplicateKey = "yaml/duplicate-key",
    /// A value is of another type than its key wants.
    YamlWrongType = "yaml/wrong-type",
    /// A day that the calendar does not have.
    YamlNoSuchDay = "yaml/no-such-day",
    /// A key that many YAML readers take for `true` or `false`.
    YamlTruthWord = "yaml/truth-word",
    /// A text that ends at a `#`, since YAML takes the rest for a comment.
    YamlCutText = "yaml/cut-text",
    /// A key that must be there is missing.
    YamlMissingKey = "yaml/missing-key",

    /// A key of `sprintbook.yaml` that sprintbook does not know.
    ConfigUnknownKey = "config/unknown-key",

    /// The front matter is opened but not closed.
    FrontMatterUnclosed = "front-matter/unclosed",
    /// A front matter key that looks like a slip for a known one.
    FrontMatterNearMiss = "front-matter/near-miss",
    /// A front matter value that sprintbook cannot use and passes over.
    FrontMatterOddValue = "front-matter/odd-value",

    /// A page that somebody should have read with care by now. Only `check` tells it.
    ReviewOverdue = "review/overdue",
    /// A line of `CODEOWNERS` that cannot be understood.
    ReviewCodeOwners = "review/code-owners",

    /// A `:::` box is never closed.
    MarkdownUnclosedBox = "markdown/unclosed-box",
    /// A `:::` box of a kind that sprintbook does not know.
    MarkdownUnknownBox = "markdown/unknown-box",
    /// A contents marker that is nearly right.
    MarkdownContentsTypo = "markdown/contents-typo",
    /// A tag of another generator's templates, which is shown as text.
    MarkdownTemplateTag = "markdown/template-tag",
    /// A reference link whose name is not defined on the page.
    MarkdownUndefinedReference = "markdown/undefined-reference",
    /// A formula that cannot be read.
    MarkdownMaths = "markdown/maths",
    /// Something in raw HTML that could run or load from elsewhere, and is left out.
    MarkdownUnsafeHtml = "markdown/unsafe-html",
    /// A tag of raw HTML that is never closed, or closes nothing.
    MarkdownUnbalancedHtml = "markdown/unbalanced-html",

    /// A `chart` block that names no kind of chart, and is shown as code.
    ChartNoKind = "chart/no-kind",
    /// A kind of chart that sprintbook does not know.
    ChartUnknownKind = "chart/unknown-kind",
    /// An option that a chart does not have.
    ChartOption = "chart/option",
    /// A chart for which something is missing so far.
    ChartNotDrawn = "chart/not-drawn",
    /// A number that sprintbook does not know by this name.
    MetricUnknown = "metric/unknown",
    /// An option that a number does not have.
    MetricOption = "metric/option",
    /// Words of a link to a number that say another number than the one of now.
    MetricDiffers = "metric/differs",
    /// A number for which something is missing so far.
    MetricNotKnown = "metric/not-known",
    /// A team that a page names and that has no sprint log.
    TeamUnknown = "team/unknown",
    /// A chart or number that does not say which team it is about.
    TeamNotNamed = "team/not-named",
    /// A sprint that a page asks for and its log does not have.
    SprintNoSuch = "sprint/no-such-sprint",

    /// Two sources make a page at one address.
    PageDuplicateAddress = "page/duplicate-address",
    /// A file name of which no address can be made.
    PageBadAddress = "page/bad-address",

    /// A menu that names a page which does not exist.
    NavNoSuchPage = "nav/no-such-page",
    /// Pages that a written menu does not name.
    NavUnnamedPage = "nav/unnamed-page",
    /// A template that a page asks for and the theme does not have.
    FrontMatterNoTemplate = "front-matter/no-template",

    /// A link to a page that does not exist.
    LinkNoSuchPage = "link/no-such-page",
    /// A link to a heading that its page does not have.
    LinkNoSuchHeading = "link/no-such-heading",
    /// A link or picture that names a file which does not exist.
    LinkNoSuchFile = "link/no-such-file",
    /// A link to a heading that is nearly written as its id; it leads there all the same.
    LinkLooseHeading = "link/loose-heading",
    /// A link that would be right in other upper and lower case; it leads there all the same.
    LinkCase = "link/case",
    /// A link without a target.
    LinkEmpty = "link/empty",
    /// A link to `#`, a place still to be filled in.
    LinkPlaceholder = "link/placeholder",
    /// A link whose address is not well formed.
    LinkMalformed = "link/malformed",
    /// A link to a draft, which is not published.
    LinkToDraft = "link/to-draft",
    /// A relative link that two pages answer to.
    LinkAmbiguous = "link/ambiguous",
    /// A link with a scheme that no page may have, such as `javascript:` or `file:`.
    LinkScheme = "link/scheme",
    /// A link to another site that is not there any more.
    LinkExternalBroken = "link/external-broken",
    /// A link to another site that only those who log in can see.
    LinkExternalLogin = "link/external-login",
    /// A link to another site that could not be checked this time.
    LinkExternalUnsure = "link/external-unsure",

    /// A key of a sprint or team file that sprintbook does not know.
    SprintUnknownKey = "sprint/unknown-key",
    /// A sprint that ends before it starts.
    SprintEndBeforeStart = "sprint/end-before-start",
    /// Totals or items that do not balance.
    SprintUnbalanced = "sprint/unbalanced",
    /// A sprint without items and without totals.
    SprintEmpty = "sprint/empty",
    /// Two sprints of one log with the same id.
    SprintDuplicateId = "sprint/duplicate-id",
    /// Two items of one sprint with the same id.
    SprintDuplicateItem = "sprint/duplicate-item",
    /// Dates of an item that cannot all be true.
    SprintItemDates = "sprint/item-dates",
    /// Two sprints of one team that overlap.
    SprintOverlap = "sprint/overlap",
    /// A sprint or team file of a version that sprintbook does not know.
    SprintSchema = "sprint/schema",
    /// The id in a sprint file is not the name of the file.
    SprintIdDiffers = "sprint/id-differs",
    /// An id of which no address can be made.
    SprintBadId = "sprint/bad-id",
    /// A date that is hardly meant: a year such as 202, or a sprint of more than half a year.
    SprintOddDate = "sprint/odd-date",
    /// A number below zero where there can be none.
    SprintNegative = "sprint/negative",
    /// Points that are not whole or half.
    SprintOddPoints = "sprint/odd-points",
    /// An item with both `points` and `estimates`, or a backlog with both `points` and `items`.
    SprintTwoSizes = "sprint/two-sizes",
    /// An item that was added, removed or done after the close of its sprint.
    SprintAfterClose = "sprint/after-close",
    /// An item that is both removed and done.
    SprintRemovedAndDone = "sprint/removed-and-done",
    /// A blocker that an item names and the sprint does not have.
    SprintUnknownBlocker = "sprint/unknown-blocker",
    /// Dates of a blocker that cannot all be true.
    SprintBlockerDates = "sprint/blocker-dates",
    /// Two blockers, risks, dependencies or actions of one sprint with the same id.
    SprintDuplicateEntry = "sprint/duplicate-entry",
    /// A total that differs from what the items add up to.
    SprintTotalsDiffer = "sprint/totals-differ",
    /// An answer to a health question that the scale does not have.
    SprintOffScale = "sprint/off-scale",
    /// A fact of a closed sprint that changed since its close, and no amendment says why.
    SprintChangedAfterClose = "sprint/changed-after-close",
    /// A closed sprint that was amended, and not closed again since.
    SprintAmended = "sprint/amended",
    /// A `sprints.lock` that was not written by sprintbook.
    SprintLock = "sprint/lock",
    /// Working days between two sprints that belong to neither.
    SprintGap = "sprint/gap",
    /// A sprint that an action or a retrospective names and the log does not have.
    SprintUnknownSprint = "sprint/unknown-sprint",
    /// An action that a retrospective closes and none has decided.
    SprintUnknownAction = "sprint/unknown-action",
    /// A risk that a blocker names and no sprint so far has.
    SprintUnknownRisk = "sprint/unknown-risk",

    /// A file that is no export that an import can read.
    ImportUnreadable = "import/unreadable",
    /// A column without which a table cannot be imported.
    ImportNoColumn = "import/no-column",
    /// A status of the tracker that could mean anything.
    ImportUnknownStatus = "import/unknown-status",
    /// A date in an export whose day and month could be swapped.
    ImportAmbiguousDate = "import/ambiguous-date",
    /// A day or an estimate in an export that is none.
    ImportBadValue = "import/bad-value",
    /// A sprint whose first and last day an export does not tell.
    ImportNoDates = "import/no-dates",
    /// An export in which there is nothing to import.
    ImportNothing = "import/nothing",
    /// A key that the file for `--map` does not have.
    ImportMap = "import/map",

    /// The configured theme has no folder.
    ThemeNotFound = "theme/not-found",
    /// A `theme.yaml` that does not describe a theme.
    ThemeDescription = "theme/description",
    /// A colour of the theme that is too pale to be read.
    ThemeLowContrast = "theme/low-contrast",
    /// A template cannot be read.
    TemplateSyntax = "template/syntax",
    /// A template failed while it made a page.
    TemplateRender = "template/render",

    /// Two things of the site would be written to one file.
    OutputCollision = "output/collision",
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
