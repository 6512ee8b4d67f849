//! Values that the tables document for a place, those that fit what is beside it first.

use gen_lsp_types::{CompletionItem, CompletionItemKind};

use super::Items;
use crate::endpoint::Arity;
use crate::endpoint::tables::SCHEDULE;
use crate::endpoint::tables::lists::FILTER_FUNCTIONS;
use crate::lsp::cursor::Step;
use crate::lsp::skeletons::Skeleton;
use crate::lsp::{meanings, used};
use crate::schema::tables::{Property, Purpose, Shape, Values};

impl Items<'_> {
    pub(super) fn values(
        &self,
        shape: Shape,
        property: Option<&'static Property>,
    ) -> Vec<CompletionItem> {
        let mut out = Vec::new();
        let own = property.filter(|_| matches!(self.context.path.last(), Some(Step::Key(_))));
        match shape {
            Shape::Enum(values) => {
                for (index, value) in values.listed.iter().enumerate() {
                    let mut item = self.quoted(value, index + self.rank(values, value));
                    item.documentation =
                        meanings::of(values.name, value).map(|text| self.markup(text.to_owned()));
                    item.kind = Some(CompletionItemKind::EnumMember);
                    out.push(item);
                }
            }
            Shape::Boolean => out.extend(["true", "false"].map(|word| self.plain(word))),
            Shape::Object(object) if object.is(&SCHEDULE) => out.extend(self.schedules()),
            Shape::Object(object) => {
                let mut text = Skeleton::new(self.snippets());
                text.object(object);
                out.push(self.skeleton(object, text));
            }
            Shape::List(Shape::Object(object)) => {
                let mut text = Skeleton::new(self.snippets());
                text.value(shape);
                out.push(self.skeleton(object, text));
            }
            _ => {
                let usual = own.map_or(&[][..], |property| property.suggestions);
                out.extend(usual.iter().enumerate().map(|(index, it)| self.quoted(it, index)));
                let used = own.map(|property| match (shape, property.purpose) {
                    (Shape::Uuid, _) => used::values(self.part.body, property.name),
                    (_, Purpose::Label) => used::next_label(self.part.body).into_iter().collect(),
                    _ => Vec::new(),
                });
                let used = used.into_iter().flatten().filter(|id| !self.is_replaced(id));
                out.extend(used.enumerate().map(|(index, it)| self.quoted(&it, index)));
            }
        }
        if own.is_some_and(|property| property.null) {
            out.push(self.plain("null"));
        }
        out
    }

    /// Whether a value is the one that is written at the cursor.
    fn is_replaced(&self, value: &str) -> bool {
        self.part.text()[self.context.replace.clone()].trim_matches('"') == value
    }

    /// How far down a value goes: first those that fit what is beside it.
    fn rank(&self, list: &Values, function: &str) -> usize {
        const LAST: usize = 100;
        if !list.is(&FILTER_FUNCTIONS) {
            return 0;
        }
        let value = self.context.siblings.iter().find(|(key, _)| key == "value");
        let arity = Arity::of(function);
        let number = |raw: &str| raw.starts_with(|ch: char| ch == '-' || ch.is_ascii_digit());
        let fits = match value.map(|(_, raw)| raw.as_str()) {
            None | Some("null") => return 0,
            Some("") => matches!(arity, Some(Arity::List | Arity::Two)),
            Some("true" | "false") => arity == Some(Arity::Equal),
            Some(raw) if number(raw) => arity == Some(Arity::Equal) || function.contains("Than"),
            Some(_) => {
                matches!(arity, Some(Arity::Equal | Arity::One)) && !function.contains("Than")
            }
        };
        if fits { 0 } else { LAST }
    }

    fn schedules(&self) -> Vec<CompletionItem> {
        let all = [
            ("manual", r#"{ "frequency": "manual" }"#),
            ("continuous", r#"{ "frequency": "continuous" }"#),
            ("hourly", r#"{ "frequency": "hourly", "minute": "0" }"#),
            ("daily", r#"{ "frequency": "daily", "hour": "6", "minute": "0" }"#),
            (
                "weekly",
                r#"{ "frequency": "weekly", "day_of_week": "monday", "hour": "6", "minute": "0" }"#,
            ),
            ("runafter", r#"{ "frequency": "runafter", "run_after": { "sync_ids": [""] } }"#),
        ];
        let one = |(index, (name, json)): (usize, &(&str, &str))| {
            let mut text = Skeleton::new(self.snippets());
            text.raw(json);
            let about = meanings::of("frequency", name).unwrap_or_default();
            CompletionItem {
                kind: Some(CompletionItemKind::Struct),
                documentation: Some(self.markup(about.to_owned())),
                ..self.item(&format!("{name} schedule"), text, &format!("0{index:02}"))
            }
        };
        all.iter().enumerate().map(one).collect()
    }
}
