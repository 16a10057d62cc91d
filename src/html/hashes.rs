//! What the content security policy lets in. Written by `BLESS=1 cargo test --test html`, which also checks it.

pub(super) const STYLE: &str = "sha256-bQJn/FUnkr1jtsKjoF7UP0pttn9Gt2KCCZhCynuPwYs=";
pub(super) const SCRIPT: &str = "sha256-XO7Yzuoz0PLMNMgcI+zOJQ+CSXX9rD0ZoDs3Sy8Y2W4=";
