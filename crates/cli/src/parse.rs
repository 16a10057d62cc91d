//! `ascribe parse`: tokens, tags and trees in CoNLL-U.

use std::fmt::Write as _;

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use clap::Args;

use crate::console::Console;
use crate::fault::{CODES, Failure, Outcome};
use crate::input::Reading;
use crate::output::{Folder, Target, Writing};
use crate::run::{Work, each};

/// Print tokens, tags and trees in CoNLL-U; a folder gets NAME.conllu for each article
#[derive(Args)]
#[command(after_help = CODES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let target = arguments.writing.target()?;
    if let Target::Folder(folder) = &target {
        let folder = Folder::open(folder, arguments.writing.force)?;
        let source = arguments.reading.open(console)?;
        source.check_names()?;
        folder.may_write(source.names().map(|name| format!("{name}.conllu")))?;
        let write = |work: Work| folder.put(&format!("{}.conllu", work.file_name), conllu(&work));
        let tally = each(console, true, source, write, Ok)?;
        tally.note(console, Some(folder.path()));
        return Ok(tally.outcome());
    }
    let mut sink = arguments.writing.stream()?;
    let source = arguments.reading.open(console)?;
    let tally =
        each(console, !target.is_terminal(), source, |work| Ok(conllu(&work)), |trees| sink.write(trees))?;
    if let Some(path) = sink.finish()? {
        tally.note(console, Some(&path));
    }
    Ok(tally.outcome())
}

fn conllu(work: &Work) -> String {
    let text = work.article.text.as_str();
    let document = Document::parse(text, LanguageModel::embedded());
    let mut out = format!("# newdoc id = {}\n", work.id.replace(['\n', '\r'], " "));
    for sentence in document.sentences() {
        let words = sentence.span.slice(text).unwrap_or_default().replace(['\n', '\r'], " ");
        let _ = writeln!(out, "# text = {words}");
        for (number, at) in (1..).zip(sentence.tokens.clone()) {
            let Some(token) = document.tokens().get(at).copied() else { continue };
            let head = token.head.map_or(0, |head| head - sentence.tokens.start + 1);
            let joined =
                document.tokens().get(at + 1).is_some_and(|next| next.span.start() == token.span.end());
            let misc = if joined { "SpaceAfter=No" } else { "_" };
            let _ = writeln!(
                out,
                "{number}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{misc}",
                document.word(at),
                document.lemma(at),
                token.upos,
                token.xpos,
                token.deprel,
            );
        }
        out.push('\n');
    }
    out
}
