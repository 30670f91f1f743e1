//! A menu as a list in YAML: `- about.md`, `- Roles: roles/index.md`, `- Guide: [a.md, b.md]`.

use serde_yaml::Value;

use crate::parse::yaml::{Fields, Read, Wanted};

use super::item::{NavItem, NavTarget, Navigation};

/// The menu under `key`, whose paths are seen from `folder` below the content folder.
pub(crate) fn nav_list(fields: &mut Fields<'_>, key: &'static str, folder: &str, own: bool) -> Option<Navigation> {
    let span = fields.key_span(key);
    let value = fields.take_value(key)?;
    let Value::Sequence(values) = value else {
        fields.tell(key, &Wanted::new("a list of pages, like `- Roles: roles/index.md`"));
        return None;
    };
    let reader = Reader { fields, folder };
    Some(Navigation { items: reader.items(&values, key), span, own })
}

struct Reader<'a, 'origin> {
    fields: &'a Fields<'origin>,
    folder: &'a str,
}

impl Reader<'_, '_> {
    fn items(&self, values: &[Value], path: &str) -> Vec<NavItem> {
        let numbered = values.iter().enumerate();
        numbered.flat_map(|(index, value)| self.item(value, &format!("{path}.{index}"))).collect()
    }

    fn item(&self, value: &Value, path: &str) -> Vec<NavItem> {
        match value {
            Value::Mapping(mapping) => {
                let entries = mapping.iter().filter_map(|(title, value)| {
                    let title = String::read(title).ok()?;
                    let path = format!("{path}.{title}");
                    self.titled(title, value, &path)
                });
                entries.collect()
            }
            Value::String(text) if !text.trim().is_empty() => vec![self.leaf(None, text, path)],
            Value::Null => Vec::new(),
            _ => self.wrong(path).into_iter().collect(),
        }
    }

    fn titled(&self, title: String, value: &Value, path: &str) -> Option<NavItem> {
        match value {
            Value::Sequence(values) => Some(NavItem {
                title: Some(title),
                target: NavTarget::Group,
                span: self.fields.key_span(path),
                children: self.items(values, path),
            }),
            Value::String(text) if !text.trim().is_empty() => Some(self.leaf(Some(title), text, path)),
            _ => self.wrong(path),
        }
    }

    fn leaf(&self, title: Option<String>, text: &str, path: &str) -> NavItem {
        let target = NavTarget::of(text, self.folder);
        NavItem { title, target, span: self.fields.value_span(path), children: Vec::new() }
    }

    fn wrong(&self, path: &str) -> Option<NavItem> {
        self.fields.tell(path, &Wanted::new("the path of a page, an address, or a list of them"));
        None
    }
}
