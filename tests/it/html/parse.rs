//! A reader of HTML, as far as pages need one: strict where a browser is lenient, so that whatever breaks out of its place
//! is an error.

/// A piece of a page.
#[derive(Debug)]
pub(crate) enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

const VOID: &[&str] = &["meta", "input"];
/// Their content is not markup.
const RAW: &[&str] = &["style", "script"];

pub(crate) fn parse(page: &str) -> Vec<Node> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    let mut open: Vec<Element> = Vec::new();
    let mut top: Vec<Node> = Vec::new();
    while !rest.is_empty() {
        let siblings = match open.last_mut() {
            Some(parent) => &mut parent.children,
            None => &mut top,
        };
        if let Some(close) = rest.strip_prefix("</") {
            let (name, after) = close.split_once('>').unwrap();
            let element = open.pop().unwrap();
            assert_eq!(element.name, name, "elements cross");
            match open.last_mut() {
                Some(parent) => parent.children.push(Node::Element(element)),
                None => top.push(Node::Element(element)),
            }
            rest = after;
        } else if let Some(tag) = rest.strip_prefix('<') {
            let (mut element, ends, after) = start(tag);
            rest = after;
            if RAW.contains(&element.name.as_str()) {
                let (raw, _) = rest.split_once("</").unwrap();
                element.children.push(Node::Text(raw.to_owned()));
                rest = &rest[raw.len()..];
            }
            if ends || VOID.contains(&element.name.as_str()) {
                siblings.push(Node::Element(element));
            } else {
                open.push(element);
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            siblings.push(Node::Text(unescaped(&rest[..end])));
            rest = &rest[end..];
        }
    }
    assert!(open.is_empty(), "an element is not closed");
    top
}

/// A start tag; whether it ends itself; what follows.
fn start(tag: &str) -> (Element, bool, &str) {
    let end = tag.find([' ', '>', '/']).unwrap();
    let name = tag[..end].to_owned();
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "<{name}>");
    let mut rest = &tag[end..];
    let mut attributes = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix("/>") {
            return (Element { name, attributes, children: Vec::new() }, true, after);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (Element { name, attributes, children: Vec::new() }, false, after);
        }
        rest = rest.strip_prefix(' ').expect("a space before an attribute");
        if rest.starts_with("/>") {
            continue;
        }
        let end = rest.find(['=', ' ', '>', '/']).unwrap();
        let attribute = &rest[..end];
        assert!(attribute.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{attribute}");
        assert!(attributes.iter().all(|(known, _)| known != attribute), "{attribute} twice");
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let (written, after) = after.split_once('"').unwrap();
            value = unescaped(written);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('=') {
            // Without quotation marks stand names of the page's own and numbers.
            let end = after.find([' ', '>']).unwrap();
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '%' | '.' | '-');
            assert!(end > 0 && after[..end].chars().all(plain), "{attribute}={}", &after[..end]);
            value.push_str(&after[..end]);
            rest = &after[end..];
        }
        attributes.push((attribute.to_owned(), value));
    }
}

/// A browser reads a bare carriage return as a line feed, and drops a NUL; neither may be there.
fn unescaped(text: &str) -> String {
    assert!(!text.contains(['\r', '\0', '>', '<']), "{text}");
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (reference, after) = after.split_once(';').expect("a bare ampersand");
        out += before;
        out.push(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#13" => '\r',
            other => panic!("&{other};"),
        });
        rest = after;
    }
    out + rest
}

/// Goes through all elements, outer before inner.
pub(crate) fn walk<'n>(nodes: &'n [Node], visit: &mut dyn FnMut(&'n Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            visit(element);
            walk(&element.children, visit);
        }
    }
}

pub(crate) fn find<'n>(nodes: &'n [Node], attribute: &str, value: &str) -> Option<&'n Element> {
    let mut found = None;
    walk(nodes, &mut |element| {
        if element.attribute(attribute) == Some(value) {
            assert!(found.is_none(), "{attribute}={value} twice");
            found = Some(element);
        }
    });
    found
}

pub(crate) fn named<'n>(nodes: &'n [Node], name: &str) -> Option<&'n Element> {
    let mut found = None;
    walk(nodes, &mut |element| {
        if element.name == name && found.is_none() {
            found = Some(element);
        }
    });
    found
}

/// All text within.
pub(crate) fn text(nodes: &[Node]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => text(&element.children),
        })
        .collect()
}
