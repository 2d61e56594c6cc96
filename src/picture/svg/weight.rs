//! What a drawing would cost, told before it is begun.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

use crate::limits;

/// Whether no element lies deeper in others than is borne: whoever reads them does so within
/// themselves. Counted more strictly than XML is.
pub fn is_flat(text: &str) -> bool {
    let mut depth = 0u32;
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let skipped = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")];
        let skipped = skipped.iter().find(|(start, _)| after.starts_with(start));
        if let Some((_, end)) = skipped {
            rest = after.split_once(end).map_or("", |(_, rest)| rest);
            continue;
        }
        if after.starts_with('/') {
            depth = depth.saturating_sub(1);
            rest = after;
            continue;
        }
        let mut quote = None;
        let mut before = ' ';
        let end = after.find(|it: char| {
            match (quote, it) {
                (None, '"' | '\'') => quote = Some(it),
                (Some(open), _) if open == it => quote = None,
                _ => {}
            }
            let ends = quote.is_none() && it == '>';
            if !ends {
                before = it;
            }
            ends
        });
        if before != '/' {
            depth += 1;
        }
        if depth > limits::drawing::DEPTH {
            return false;
        }
        rest = end.and_then(|end| after.get(end..)).unwrap_or_default();
    }
    true
}

/// Whether a drawing has no more elements than are borne when each reference is followed.
pub fn is_light(document: &Document) -> bool {
    let elements = || document.descendants().filter(Node::is_element);
    let ids = elements().filter_map(|it| Some((it.attribute("id")?, it)));
    let mut weights = Weights {
        ids: ids.collect(),
        known: HashMap::new(),
    };
    let Some(all) = weights.of(document.root_element(), 0) else {
        return false;
    };
    // Markers stand at each corner of a line.
    let markers = elements().filter(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "marker")));
    let heaviest = markers
        .filter_map(|it| Some(weights.of(it, 0)?.elements))
        .max();
    let corners = elements().flat_map(|it| [it.attribute("d"), it.attribute("points")]);
    let corners: u64 = corners.flatten().map(|it| it.len() as u64 / 3).sum();
    // What a style sheet refers to, each element may.
    let mut sheets = elements().filter(|it| it.tag_name().name() == "style");
    let multiplies = |it: &Node| matches!(it.tag_name().name(), "pattern" | "mask");
    let is_hidden = sheets.any(|it| it.text().is_some_and(|text| text.contains("url(")))
        && elements().any(|it| multiplies(&it));
    !is_hidden && all.elements + corners * heaviest.unwrap_or_default() <= limits::drawing::ELEMENTS
}

/// What an element costs.
#[derive(Clone, Copy)]
struct Weight {
    /// How many it is, with those in it and those that they refer to.
    elements: u64,
    /// How many of those lie in each other that need pixels of their own.
    layers: u32,
}

struct Weights<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, Weight>,
}

impl<'a, 'input> Weights<'a, 'input> {
    /// What an element costs; nothing for too much, and for what lies in itself.
    fn of(&mut self, node: Node<'a, 'input>, depth: u32) -> Option<Weight> {
        if let Some(known) = self.known.get(&node.id()) {
            return Some(*known);
        }
        if depth > limits::drawing::DEPTH {
            return None;
        }
        let own = node.children().filter(Node::is_element);
        let referred = node.attributes().filter_map(|it| {
            let value = it.value();
            let id = match it.name() {
                "href" => value.trim().strip_prefix('#'),
                _ => value.split_once("url(").and_then(|(_, url)| {
                    let url = url.split(')').next()?.trim().trim_matches(['"', '\'']);
                    url.strip_prefix('#')
                }),
            };
            self.ids.get(id?).copied()
        });
        let parts: Vec<Node> = own.chain(referred).collect();
        let (mut elements, mut layers) = (1, 0);
        for part in parts {
            let weight = self.of(part, depth + 1)?;
            elements += weight.elements;
            layers = layers.max(weight.layers);
            if elements > limits::drawing::ELEMENTS {
                return None;
            }
        }
        layers += u32::from(is_layer(node));
        let weight = Weight { elements, layers };
        self.known.insert(node.id(), weight);
        (layers <= limits::drawing::LAYERS).then_some(weight)
    }
}

fn is_layer(node: Node) -> bool {
    const NAMES: [&str; 6] = [
        "opacity",
        "mask",
        "filter",
        "clip-path",
        "mix-blend-mode",
        "isolation",
    ];
    node.attributes().any(|it| match it.name() {
        "style" => NAMES.iter().any(|name| it.value().contains(name)),
        name => NAMES.contains(&name),
    })
}
