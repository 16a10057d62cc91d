//! The attribution engine: training.

use std::path::Path;

use ascribe::AttributionModel;
use ascribe::export::brat;
use ascribe::lexicon::Lexicon;
use ascribe::text::syntax::LanguageModel;
use ascribe::training::attribution::{AnnotatedArticle, FeatureGroup, Settings, train as train_model};

/// The articles of a folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, of which the first annotator
/// counts.
fn read(folder: &str) -> Result<Vec<AnnotatedArticle>, String> {
    let list = |sub: &str, ending: &str| -> Result<Vec<String>, String> {
        let folder = Path::new(folder).join(sub);
        let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(wrong)? {
            let name = entry.map_err(wrong)?.file_name().to_string_lossy().into_owned();
            names.extend(name.strip_suffix(ending).map(str::to_owned));
        }
        names.sort();
        Ok(names)
    };
    let annotations = list("attributions", ".ann")?;
    let mut articles = Vec::new();
    for name in list("text", ".txt")? {
        let own = format!("{name}_");
        let Some(annotation) = annotations.iter().find(|annotation| annotation.starts_with(&own)) else {
            continue;
        };
        let open = |path: std::path::PathBuf| {
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let text = open(Path::new(folder).join("text").join(format!("{name}.txt")))?;
        let standoff = open(Path::new(folder).join("attributions").join(format!("{annotation}.ann")))?;
        let attributions = brat::given_from_str(&standoff, &text);
        articles.push(AnnotatedArticle::new(text, attributions));
    }
    Ok(articles)
}

fn group(name: &str) -> Option<FeatureGroup> {
    Some(match name {
        "words" => FeatureGroup::Words,
        "tags" => FeatureGroup::Tags,
        "parse" => FeatureGroup::Parse,
        "quotations" => FeatureGroup::Quotations,
        "lexicon" => FeatureGroup::Lexicon,
        "places" => FeatureGroup::Places,
        "first-stage" => FeatureGroup::FirstStage,
        _ => return None,
    })
}

pub(crate) fn train(arguments: &[String]) -> Result<(), String> {
    let mut settings = Settings::default();
    let (mut out, mut folders, mut every) = (None, Vec::new(), 1);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        let number =
            |written: &str| written.parse::<f32>().map_err(|error| format!("{argument} {written}: {error}"));
        match argument.as_str() {
            "--out" => out = Some(value()?),
            "--without" => {
                let name = value()?;
                settings.without =
                    Some(group(name).ok_or_else(|| format!("{name} is no group of features"))?);
            }
            "--every" => every = value()?.parse().map_err(|error| format!("--every: {error}"))?,
            "--epochs" => settings.epochs = value()?.parse().map_err(|error| format!("--epochs: {error}"))?,
            "--rate" => settings.learning_rate = number(value()?)?,
            "--damp" => settings.damping = number(value()?)?,
            "--first-l1" => settings.first_l1 = number(value()?)?,
            "--second-l1" => settings.second_l1 = number(value()?)?,
            "--bits" => {
                let bits = value()?.parse().map_err(|error| format!("--bits: {error}"))?;
                settings.bits = (bits, bits);
            }
            "--seen" => settings.min_count = value()?.parse().map_err(|error| format!("--seen: {error}"))?,
            "--dropout" => settings.dropout = number(value()?)?,
            "--bias-cue" => settings.bias.0 = number(value()?)?,
            "--bias-outside" => settings.bias.1 = number(value()?)?,
            "--bias-source" => settings.bias.2 = number(value()?)?,
            _ => folders.push(argument),
        }
    }
    let out = out.ok_or("--out FILE is missing")?;
    let mut articles = Vec::new();
    for folder in folders {
        articles.extend(read(folder)?);
    }
    let articles: Vec<AnnotatedArticle> = articles.into_iter().step_by(every.max(1)).collect();
    let start = std::time::Instant::now();
    let mut progress = |line: &str| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f64());
    let model = train_model(&articles, LanguageModel::embedded(), settings, &mut progress);
    let bytes = model.to_bytes();
    eprintln!("{} bytes", bytes.len());
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
}

/// Records in a file of weights that the words that ascribe are those of the present lexicon.
pub(crate) fn accept_cues(file: &str) -> Result<(), String> {
    let failed = |error: &dyn std::fmt::Display| format!("{file}: {error}");
    let bytes = std::fs::read(file).map_err(|error| failed(&error))?;
    let model = AttributionModel::from_bytes(&bytes).map_err(|error| failed(&error))?;
    std::fs::write(file, model.with_cues_of(Lexicon::standard()).to_bytes()).map_err(|error| failed(&error))
}
