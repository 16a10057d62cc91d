//! Label sets: parts of speech and relations of Universal Dependencies (UD), and the English tags of the Penn Treebank as
//! UD's English corpora write them.

/// Defines a closed set of labels with their written forms and consecutive numbers.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $written:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* #[doc = concat!("<code>", $written, "</code>")] $variant,)+ }

        impl $name {
            /// All labels, by number.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The label as written in corpora.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $written,)+ }
            }

            /// The label with a written form. `None` for an unknown form.
            #[must_use]
            pub fn from_written(written: &str) -> Option<Self> {
                match written { $($written => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech (<https://universaldependencies.org/u/pos/>).
    ///
    /// ```
    /// use ascribe::text::Upos;
    ///
    /// assert_eq!(Upos::from_written("PROPN"), Some(Upos::Propn));
    /// assert_eq!(Upos::Propn.to_string(), "PROPN");
    /// ```
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

labels! {
    /// English part of speech: the tags of the Penn Treebank as UD's English corpora write them.
    ///
    /// ```
    /// use ascribe::text::Xpos;
    ///
    /// assert_eq!(Xpos::PrpPoss.as_str(), "PRP$");
    /// assert!(Xpos::ALL.iter().all(|tag| Xpos::from_written(tag.as_str()) == Some(*tag)));
    /// ```
    Xpos {
        Dollar = "$", CloseQuote = "''", Comma = ",", OpenBracket = "-LRB-", CloseBracket = "-RRB-",
        Stop = ".", Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX",
        Fw = "FW", Gw = "GW", Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS",
        Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT",
        Pos = "POS", Prp = "PRP", PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP",
        Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP",
        Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB", OpenQuote = "``",
    }
}

labels! {
    /// Relation of a token to its head (<https://universaldependencies.org/u/dep/>), with the subtypes of UD's English
    /// corpora.
    ///
    /// ```
    /// use ascribe::text::Deprel;
    ///
    /// assert_eq!(Deprel::from_written("nsubj:pass"), Some(Deprel::NsubjPass));
    /// assert_eq!(Deprel::from_written("subject"), None);
    /// ```
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
        Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt",
        Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass",
        Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse",
        Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith",
        Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
        NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}
