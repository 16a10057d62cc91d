//! Open vocabularies: enums that keep unknown values.

/// Defines an enum of names, with a last variant for unknown ones.
///
/// A value is serialized as its name. An unknown name is kept in `Other` and written unchanged, so that a program can pass on
/// reports of later versions. `@"module"` is the public module of a type that is not at the root of the crate.
macro_rules! open_vocabulary {
    ($(#[$meta:meta])* $(@$module:literal)? $name:ident { $($(#[$doc:meta])* $variant:ident = $written:literal,)+ }) => {
        $(#[$meta])*
        ///
        /// An open vocabulary: an unknown value is kept in `Other` and written unchanged. Values are compared, ordered and hashed
        /// by their names.
        ///
        /// ```
        #[doc = concat!("use ascribe::", $($module, "::",)? stringify!($name), ";")]
        ///
        #[doc = concat!("let known = ", stringify!($name), "::from(", stringify!($name), "::KNOWN[0]);")]
        #[doc = concat!("assert!(!matches!(known, ", stringify!($name), "::Other(_)));")]
        #[doc = concat!("let later: ", stringify!($name), " = serde_json::from_str(\"\\\"of_tomorrow\\\"\")?;")]
        /// assert_eq!(later.as_str(), "of_tomorrow");
        /// assert_eq!(serde_json::to_string(&later)?, "\"of_tomorrow\"");
        /// # Ok::<(), serde_json::Error>(())
        /// ```
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// An unknown value. `from` never returns it for a known one.
            Other(Box<str>),
        }

        impl $name {
            /// The names of the known values.
            pub const KNOWN: &'static [&'static str] = &[$($written,)+];

            /// The name of the value, as in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $($name::$variant => $written,)+ $name::Other(written) => written }
            }
        }

        impl From<&str> for $name {
            fn from(written: &str) -> Self {
                match written { $($written => $name::$variant,)+ _ => $name::Other(written.into()) }
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                crate::model::vocabulary::schema(&[$($written,)+])
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let written = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from(&*written))
            }
        }
    };
}

pub(crate) use open_vocabulary;

/// The schema of an open vocabulary.
#[cfg(feature = "schema")]
pub(crate) fn schema(known: &[&'static str]) -> schemars::Schema {
    let known: Vec<String> = known.iter().map(|value| (*value).to_owned()).collect();
    schemars::json_schema!({
        "anyOf": [{"type": "string", "enum": known}, {"type": "string"}],
    })
}
