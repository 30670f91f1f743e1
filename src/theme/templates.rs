//! The only user of Tera.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memchr;
use serde::Serialize;
use tera::{Context, Tera};

use crate::diagnostics::Diagnostic;
use crate::source::{SourceFile, SourcePath};

use super::bounded::{self, Wish};
use super::load::Theme;
use super::mistakes::{load_mistakes, render_mistakes, stopped_mistake};
use super::shared::Shared;

/// What the names of built-in templates start with, so that a project's template of the same name can extend them:
/// `{% extends "builtin/page.html" %}`.
const BUILT_IN: &str = "builtin/";

/// Escapes a value for HTML, and keeps each number on one line with its per cent sign: no line begins with "%".
fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    if memchr(b'%', text.as_bytes()).is_none() {
        return tera::escape_html(text, out);
    }
    let mut parts = text.split(" %");
    tera::escape_html(parts.next().unwrap_or_default(), out)?;
    for part in parts {
        out.write_all("\u{a0}%".as_bytes())?;
        tera::escape_html(part, out)?;
    }
    Ok(())
}

/// All templates of a theme.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Arc<Tera>,
    /// Whether templates of the project were stopped since they did not end; then they are not tried again.
    stopped: AtomicBool,
    /// The project's own templates by name.
    own: BTreeMap<String, (SourcePath, String)>,
}

impl Templates {
    /// The built-in templates and, over them, those of the project that can be read. The others are told.
    pub(super) fn load(
        built_in: impl Iterator<Item = (String, Arc<Vec<u8>>)>,
        own: &[(&str, &SourceFile)],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.set_fallback_prefixes([BUILT_IN]).expect("no template is there yet");
        let built_in =
            built_in.map(|(name, text)| (format!("{BUILT_IN}{name}"), String::from_utf8_lossy(&text).into_owned()));
        tera.add_raw_templates(built_in).expect("the built-in templates are tested");
        let named = own.iter().filter_map(|(path, file)| Some((path.strip_prefix("templates/")?, *file)));
        let named: Vec<(&str, &SourceFile)> = named.collect();
        add_own(&mut tera, named.clone(), diagnostics);
        let texts = named.iter().filter_map(|(name, file)| Some((*name, file.path.clone(), file.text().ok()?)));
        let own = texts.map(|(name, path, text)| (name.to_owned(), (path, text.to_owned()))).collect();
        Self { tera: Arc::new(tera), stopped: AtomicBool::new(false), own }
    }

    /// The file of the template `name`: the project's own, or where the built-in one would be laid over.
    pub(super) fn source(&self, name: &str) -> SourcePath {
        let bare = name.strip_prefix(BUILT_IN).unwrap_or(name);
        match self.own.get(name) {
            Some((path, _)) => path.clone(),
            None => SourcePath::new(&format!("themes/default/templates/{bare}")),
        }
    }

    /// What templates make that may be the project's own: the page `name` at the address `url`, or one block of it.
    fn bounded(
        &self,
        name: &str,
        block: Option<&str>,
        context: Context,
        url: &str,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        if self.stopped.load(Ordering::Relaxed) {
            // It is told already.
            return Err(Vec::new());
        }
        let wish = Wish { name: name.to_owned(), block: block.map(str::to_owned), context };
        match bounded::render(&self.tera, wish) {
            Ok(made) => made.map_err(|error| render_mistakes(self, name, &error, url)),
            Err(_) if self.stopped.swap(true, Ordering::Relaxed) => Err(Vec::new()),
            Err(stopped) => Err(vec![stopped_mistake(self, name, stopped, url)]),
        }
    }

    /// A template of the project's, if there is any: `name` itself where it is one.
    pub(super) fn own_source(&self, name: &str) -> SourcePath {
        let own = self.own.get(name).or_else(|| self.own.values().next());
        own.map_or_else(|| self.source(name), |(path, _)| path.clone())
    }

    /// The text of the project's template `name`; empty for a built-in one.
    pub(super) fn text(&self, name: &str) -> &str {
        self.own.get(name).map_or("", |(_, text)| text)
    }
}

/// Adds the templates of a project. If they do not fit together, one by one, since a batch would tell of one mistake only; and
/// again while that helps, from the other end, since one may extend another.
fn add_own(tera: &mut Tera, mut waiting: Vec<(&str, &SourceFile)>, diagnostics: &mut Vec<Diagnostic>) {
    let texts: Option<Vec<(&str, &str)>> =
        waiting.iter().map(|(name, file)| Some((*name, file.text().ok()?))).collect();
    if texts.is_some_and(|texts| tera.add_raw_templates(texts).is_ok()) {
        return;
    }
    loop {
        let before = waiting.len();
        let mut failed = Vec::new();
        for (name, file) in waiting {
            let text = match file.text() {
                Ok(text) => text,
                Err(offset) => {
                    diagnostics.push(super::mistakes::not_text(file, offset));
                    continue;
                }
            };
            if let Err(error) = tera.add_raw_template(name, text) {
                failed.push((name, file, error));
            }
        }
        if failed.is_empty() || failed.len() == before {
            failed.sort_by_key(|(name, ..)| *name);
            for (name, file, error) in failed {
                diagnostics.extend(load_mistakes(name, file, &error));
            }
            return;
        }
        waiting = failed.into_iter().rev().map(|(name, file, _)| (name, file)).collect();
    }
}

impl Theme {
    /// The page at the address `url` that the template `name` makes of `view` and, under their names, `shared`; or why it
    /// cannot.
    pub fn render(
        &self,
        name: &str,
        view: &impl Serialize,
        shared: &[(&'static str, &Shared)],
        url: &str,
    ) -> Result<String, Vec<Diagnostic>> {
        let mut page = Vec::new();
        self.render_to(&mut page, name, (view, shared), url)?;
        Ok(String::from_utf8(page).expect("a template is text, and so is all that it gets"))
    }

    /// Writes the same to `out`, which grows least if it has room for the page from the start.
    pub fn render_to(
        &self,
        out: &mut Vec<u8>,
        name: &str,
        (view, shared): (&impl Serialize, &[(&'static str, &Shared)]),
        url: &str,
    ) -> Result<(), Vec<Diagnostic>> {
        let context = context(view, shared);
        let rendered = match context {
            Ok(context) if !self.templates.own.is_empty() => {
                out.extend(self.templates.bounded(name, None, context, url)?);
                return Ok(());
            }
            context => context.and_then(|context| self.templates.tera.render_to(name, &context, out)),
        };
        rendered.map_err(|error| render_mistakes(&self.templates, name, &error, url))
    }

    /// What only the block `block` of the template `name` makes of the same.
    pub fn render_block(
        &self,
        name: &str,
        block: &str,
        (view, shared): (&impl Serialize, &[(&'static str, &Shared)]),
        url: &str,
    ) -> Result<String, Vec<Diagnostic>> {
        let context = context(view, shared);
        let rendered = match context {
            Ok(context) if !self.templates.own.is_empty() => {
                let text = self.templates.bounded(name, Some(block), context, url)?;
                return Ok(String::from_utf8(text).expect("a template is text, and so is all that it gets"));
            }
            context => context.and_then(|context| self.templates.tera.render_block(name, block, &context)),
        };
        rendered.map_err(|error| render_mistakes(&self.templates, name, &error, url))
    }

    /// The template for pages that `wanted` names, with or without its ending: one of the project's own, or one of those that
    /// show any page.
    #[must_use]
    pub fn page_template(&self, wanted: &str) -> Option<String> {
        let names = [wanted.to_owned(), format!("{wanted}.html")];
        let fits = |name: &String| {
            let own = self.templates.own.contains_key(name) && self.templates.tera.contains_template(name);
            own || ["page.html", "section.html"].contains(&name.as_str())
        };
        names.into_iter().find(fits)
    }

    /// Whether the project has one of the templates `names` of its own.
    #[must_use]
    pub fn has_own(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.templates.own.contains_key(*name))
    }

    /// Whether there is a template with this name.
    #[must_use]
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.tera.contains_template(name)
    }
}

fn context(view: &impl Serialize, shared: &[(&'static str, &Shared)]) -> tera::TeraResult<Context> {
    let mut context = Context::from_serialize(view)?;
    for (name, shared) in shared {
        context.insert_value(*name, shared.value.clone());
    }
    Ok(context)
}
