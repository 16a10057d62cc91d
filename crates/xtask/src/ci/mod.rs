//! What must hold before a change is merged: a function a step, each of which stops at the first thing that does not.

mod accuracy;
mod bench;
mod browser;
mod build;
mod cluster;
pub(crate) mod command;
mod documented;
mod examples;
mod exports;
mod figures;
mod files;
mod house_rules;
mod mcp;
mod package;
mod python;
mod python_package;
mod supply;
mod table;
mod web;

use std::path::Path;

use files::Work;

/// Nothing, or what does not hold.
pub(crate) type Done = Result<(), String>;

/// Where the corpora lie, on machines that have them.
const SHARED: &str = "../shared";

/// The sample article.
const ARTICLE: &str = "examples/data/putin-biden-call.txt";

struct Step {
    name: &'static str,
    about: &'static str,
    /// Whether it runs where no step is named.
    usual: bool,
    run: fn(&Work) -> Done,
}

const fn step(name: &'static str, about: &'static str, run: fn(&Work) -> Done) -> Step {
    Step { name, about, usual: true, run }
}

/// A step that takes long, or makes something: it runs by its name alone.
const fn by_name(name: &'static str, about: &'static str, run: fn(&Work) -> Done) -> Step {
    Step { name, about, usual: false, run }
}

const STEPS: [Step; 21] = [
    step("style", "format and lints", build::style),
    step("docs", "documentation", build::docs),
    step("features", "features", build::features),
    step("supply", "each feature, wasm32, and what is depended on", supply::run),
    step("fuzz", "fuzz targets, briefly", build::fuzz),
    step("package", "packages", package::contents),
    step("publish", "a dry run of publishing", package::publish),
    step("benches", "benches compile", bench::compile),
    step("shares", "shares of times and events in the whole analysis", bench::shares),
    step("counts", "instructions of each stage", bench::counts),
    step("memory", "memory of an analysis, on texts made to take the most", bench::memory),
    step("examples", "the command and the examples, as the README says", examples::run),
    step("house_rules", "house rules", house_rules::run),
    step("browser", "pages, in a browser", browser::pages),
    step("exports", "exports, read by what others made", exports::run),
    step("python", "the Python package", python_package::run),
    step("web", "the library in browsers, and its page", web::run),
    step("mcp", "the server for assistants, by two clients", mcp::run),
    step("accuracy", "accuracy", accuracy::run),
    by_name("cluster", "many machines", cluster::run),
    by_name("picture", "docs/page.png, made anew", browser::picture),
];

/// Runs the steps with these names, or the usual ones.
pub(crate) fn run(names: &[String]) -> Done {
    if names.iter().any(|name| name == "--list") {
        for step in &STEPS {
            let usual = if step.usual { "" } else { " (by name alone)" };
            println!("{:12} {}{usual}", step.name, step.about);
        }
        return Ok(());
    }
    let chosen = choose(names)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::env::set_current_dir(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    for step in chosen {
        println!("--- {}: {}", step.name, step.about);
        let work = Work::new()?;
        (step.run)(&work).map_err(|error| format!("FAILED: {}: {error}", step.name))?;
    }
    Ok(())
}

fn choose(names: &[String]) -> Result<Vec<&'static Step>, String> {
    if names.is_empty() {
        return Ok(STEPS.iter().filter(|step| step.usual).collect());
    }
    let find = |name: &String| {
        let known = || STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(" ");
        STEPS
            .iter()
            .find(|step| step.name == name)
            .ok_or_else(|| format!("no step `{name}`; there are: {}", known()))
    };
    names.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name() {
        let chosen = choose(&["docs".to_owned(), "style".to_owned()]).unwrap();
        assert_eq!(chosen.iter().map(|step| step.name).collect::<Vec<_>>(), ["docs", "style"]);
        assert!(
            choose(&["dogs".to_owned()])
                .is_err_and(|error| error.contains("`dogs`") && error.contains("docs"))
        );
        let usual = choose(&[]).unwrap();
        assert!(usual.iter().all(|step| step.name != "cluster") && usual.len() == STEPS.len() - 2);
    }

    /// A step that `.ci/run` does not list would never run.
    #[test]
    fn the_list_of_the_script_is_this_one() {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.ci/run");
        let script = std::fs::read_to_string(script).unwrap();
        let list = script.lines().find_map(|line| line.trim().strip_prefix("set -- ")).unwrap();
        // The script itself installs components and runs `cargo test`.
        let listed: Vec<&str> =
            list.split(' ').filter(|name| !["tests", "components"].contains(name)).collect();
        let usual: Vec<&str> = STEPS.iter().filter(|step| step.usual).map(|step| step.name).collect();
        assert_eq!(listed, usual);
    }
}
