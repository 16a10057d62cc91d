// Made from the types of the library: see tests/types.mjs. All offsets but those with another name count UTF-16 code units.

/**
 * The index of an `Actor`(crate::Actor) in its report.
 */
export type ActorId = number;
export type ActorKind = ("person" | "group" | "organization" | "government" | "outlet" | "document" | "place") | string;
/**
 * Whether the speaker of a statement is the one of the text.
 */
export type Agreement = "agrees" | "differs" | "unnamed" | "nobody" | "unclear";
/**
 * The index of a `Source`(crate::Source) in its report.
 */
export type SourceId = number;
export type BasisKind =
  | (
      | "participant"
      | "eyewitness"
      | "direct_knowledge"
      | "briefed"
      | "document"
      | "familiar"
      | "proximity"
      | "told_by_others"
    )
  | string;
/**
 * The degree of certainty.
 */
export type Certainty = "underspecified" | "possible" | "probable" | "certain";
/**
 * What an alteration is about. Of several the first of these.
 */
export type ChangeKind = "negation" | "number" | "name" | "modal" | "splice" | "wording" | "punctuation";
/**
 * The index of a `Claim`(crate::Claim) in its report.
 */
export type ClaimId = number;
/**
 * A probability, 0 to 1, that an answer of the analyzer, or of another maker of reports, is right.
 */
export type Confidence = number;
export type DiagnosticCode =
  | (
      | "unclosed_quotation"
      | "unopened_quotation"
      | "unresolved_time"
      | "impossible_date"
      | "unresolved_mention"
      | "markup_read"
      | "lines_joined"
      | "case_restored"
      | "sentence_cut"
      | "text_cut"
      | "claims_cut"
      | "unfit_span"
      | "swapped_spans"
      | "unread_annotation"
      | "moved_annotation"
    )
  | string;
export type TimeAnchor = ("absolute" | "published" | "spoken") | string;
export type Granularity =
  | (
      | "second"
      | "minute"
      | "hour"
      | "day"
      | "week"
      | "weekend"
      | "month"
      | "quarter"
      | "season"
      | "half"
      | "year"
      | "fiscal_year"
      | "decade"
      | "century"
    )
  | string;
export type PartOfDay = ("morning" | "noon" | "afternoon" | "evening" | "night" | "midnight") | string;
export type EventStatus = ("past" | "ongoing" | "scheduled" | "possible" | "denied") | string;
/**
 * What was made equal before words were compared.
 */
export type Folding = "marks" | "dashes" | "spaces" | "ellipses" | "brackets" | "capital" | "ends";
export type Force =
  | (
      | "statement"
      | "denial"
      | "demand"
      | "question"
      | "commitment"
      | "threat"
      | "warning"
      | "accusation"
      | "prediction"
      | "belief"
      | "desire"
      | "doubt"
      | "confirmation"
      | "no_comment"
    )
  | string;
/**
 * How far the text identifies a source.
 */
export type Level = "named" | "institutional" | "partial" | "described" | "vague" | "bare" | "unattributed";
/**
 * Where words stand with respect to the quotation marks of the text.
 */
export type Marks = "inside" | "outside" | "across";
/**
 * How the words of a statement stand in the text, the best first.
 */
export type Match = "verbatim" | "folded" | "joined" | "altered" | "absent";
export type MentionKind = ("name" | "acronym" | "description" | "pronoun" | "possessive" | "place") | string;
/**
 * A date of publication: a day, with or without time of day and zone. Written and read as ISO 8601.
 */
export type Published = string;
/**
 * The number of people that a mention stands for.
 */
export type Number =
  | "one"
  | {
      exactly: number;
    }
  | "several"
  | "unstated";
/**
 * Whether something is held to be so or not so.
 */
export type Polarity = "underspecified" | "positive" | "negative";
/**
 * Whether the words of a content are those of the source.
 */
export type Quotation = "direct" | "indirect" | "mixed";
/**
 * A reason of a verdict. Its `Display` is a sentence for people.
 */
export type Reason2 =
  | "no_words"
  | "absent"
  | "altered"
  | "negation_changed"
  | "number_changed"
  | "name_changed"
  | "modal_changed"
  | "spliced"
  | "outside_marks"
  | "across_marks"
  | "other_speaker"
  | "speaker_unnamed"
  | "nobody_said"
  | "no_claim"
  | "denied"
  | "negation_left_out"
  | "no_speaker_given"
  | "speaker_unknown"
  | "speaker_ambiguous"
  | "may_be_one"
  | "part_of_group"
  | "several_speakers"
  | "identity_unsure"
  | "told_by_another"
  | "passes_on"
  | "only_candidates";
export type ReasonKind = ("boilerplate" | "substantive") | string;
export type RelationKind = ("same" | "different" | "maybe" | "part_of") | string;
export type StandingKind = ("authorised" | "office" | "confidential" | "private" | "crowd" | "generic") | string;
export type TimeKind = ("date" | "clock" | "duration" | "recurring" | "vague") | string;

/**
 * A person, group, organization, government, outlet, document or place.
 */
export interface Actor {
  /**
   * The organization it belongs to: "White House National Security Council".
   */
  affiliation?: string | null;
  /**
   * A description of an actor without a name: "a senior administration official".
   */
  description?: string | null;
  /**
   * Its identifiers in other catalogues, by the name of the catalogue: `"wikidata"`, `"lei"`.
   */
  external?: {
    [k: string]: string;
  };
  /**
   * Whether the role is a former one.
   */
  former?: boolean;
  /**
   * Its kind.
   */
  kind: ActorKind;
  /**
   * The phrases that refer to it, in text order.
   */
  mentions?: Mention[];
  /**
   * Its names, the fullest first. Empty if the text does not name it.
   */
  names?: string[];
  /**
   * Its role: "spokesperson", "intelligence officer".
   */
  role?: string | null;
  /**
   * Titles before the name: "President", "Sen.".
   */
  titles?: string[];
}
/**
 * A phrase that refers to an actor.
 */
export interface Mention {
  /**
   * How it refers.
   */
  kind: MentionKind;
  /**
   * The phrase.
   */
  span: Span;
}
/**
 * The number of distinct people whom an article cites without their names, as a range: see `Report::anonymous_sources`.
 */
export interface AnonymousCount {
  /**
   * Minimum number of people that the text allows.
   */
  at_least: number;
  /**
   * Maximum number of people that the text allows.
   */
  at_most: number;
  /**
   * Unnamed sources that stand for an unstated number of people. They are not counted in the range.
   */
  groups: SourceId[];
  /**
   * Unnamed sources that are not counted, since nobody calls them anonymous: spokespeople, holders of an office, crowds.
   */
  others?: SourceId[];
  /**
   * Anonymous sources of other outlets, which are not counted either: `Report::is_relayed`.
   */
  relayed?: SourceId[];
}
/**
 * A link in the chain of a claim: a source, its cue, and a relay.
 */
export interface Attribution {
  /**
   * The words that attribute: "said", "according to", "his warning".
   */
  cue?: Span[];
  /**
   * How sure the next link's source, or the article after the last link, is that this source says so. "Lee *may* have said so" is a hedge of the article. "Lee said it *may* be so" is a hedge of Lee: see `Claim::factuality`.
   */
  factuality?: Factuality;
  /**
   * The confidence that the words mean `source` and no other source of the article, given that the claim stands in the text. A name has more than "he". Certain if there is no source.
   */
  identity?: Confidence;
  /**
   * The source that passed it on, if the same words say so.
   */
  relay?: Relay | null;
  /**
   * The source. `None` if the text has none ("reportedly").
   */
  source?: SourceId | null;
  /**
   * The words for the source. Empty if the text leaves it out.
   */
  source_spans?: Span[];
}
/**
 * A half-open range of UTF-16 code units of the text.
 */
export interface Span {
  end: number;
  start: number;
}
/**
 * A source that passes a statement on: "told *Fox News*".
 */
export interface Relay {
  /**
   * The source.
   */
  source: SourceId;
  /**
   * The words that name it.
   */
  spans?: Span[];
}
/**
 * What the text tells of a source beside its level: descriptors, standing, basis of knowledge, terms.
 */
export interface Axes {
  /**
   * How the source knows what it says.
   */
  basis?: Basis | null;
  /**
   * Role, seniority, affiliation, place, number and the like.
   */
  descriptors: Descriptors;
  /**
   * In what capacity it speaks, where it has no name.
   */
  standing?: Standing | null;
  /**
   * The terms on which it speaks.
   */
  terms: Terms;
}
/**
 * A basis of knowledge, with the words that state it.
 */
export interface Basis {
  /**
   * Its kind.
   */
  kind: BasisKind;
  /**
   * The words.
   */
  span: Span;
}
/**
 * The standing of a source without a name, with the words that show it.
 */
export interface Standing {
  /**
   * Its kind.
   */
  kind: StandingKind;
  /**
   * The words.
   */
  span: Span;
}
/**
 * A claim that may be what a paraphrase paraphrases. No more than a candidate: whether it says the same a person has to judge.
 */
export interface Candidate {
  /**
   * The claim.
   */
  claim: ClaimId;
  /**
   * The share of the statement's words, rare ones counting more, that the claim has: above 0, to 1.
   */
  shared: number;
}
/**
 * A difference between the words of a statement and those of the text.
 */
export interface Change {
  /**
   * What it is about.
   */
  kind: ChangeKind;
  /**
   * The words of the statement. Empty where words were left out.
   */
  said: string;
  /**
   * The words of the text in their place. Empty where words were put in.
   */
  span: Span;
}
/**
 * A content with its chain of attributions, speaker first.
 */
export interface Claim {
  /**
   * The chain, speaker first. Never empty in a valid report.
   */
  attributions: Attribution[];
  /**
   * The confidence that the claim stands in the text.
   */
  confidence: Confidence;
  /**
   * The attributed words, in text order. Several spans if the attribution stands between them.
   */
  content: Span[];
  /**
   * How sure the speaker is of the content: "said it may", "denied that", "is not convinced that". How sure the other links are that the speaker says so is in `Attribution::factuality`.
   */
  factuality?: Factuality;
  /**
   * What the speaker does with the words.
   */
  force: Force;
  /**
   * The words that show the force.
   */
  force_evidence?: Span[];
  /**
   * Whether the words are those of the source.
   */
  quotation: Quotation;
  /**
   * The verbatim parts of the content, without their quotation marks.
   */
  verbatim?: Span[];
  /**
   * The claim whose content contains this one.
   */
  within?: ClaimId | null;
}
/**
 * A range of civil days, both ends included.
 */
export interface DayRange {
  /**
   * The last day.
   */
  end: string;
  /**
   * The first day.
   */
  start: string;
}
/**
 * What the words tell of a source beside its level. Each answer is the span that shows it.
 */
export interface Descriptors {
  /**
   * The organization, government, campaign or party: "Biden administration", "Pentagon".
   */
  affiliation?: Span | null;
  /**
   * That the source speaks for an institution: "spokeswoman". Standards desks do not call such a source anonymous, even if it is unnamed.
   */
  authorised_voice?: Span | null;
  /**
   * That the role is a former one: "former", "retired", "then-".
   */
  former?: Span | null;
  /**
   * The number of people.
   */
  number: Number;
  /**
   * The words for the number: "two", "several".
   */
  number_span?: Span | null;
  /**
   * The place: "in Kyiv", "Florida".
   */
  place?: Span | null;
  /**
   * That the name is not the person's own: "not his real name".
   */
  pseudonym?: Span | null;
  /**
   * The role: "official", "spokesman". Words such as "source" and "critic" are not roles.
   */
  role?: Span | null;
  /**
   * The seniority: "senior", "high-ranking", "top".
   */
  seniority?: Span | null;
}
/**
 * Something that the maker of a report noticed, such as an unclosed quotation mark.
 */
export interface Diagnostic {
  /**
   * Its kind.
   */
  code: DiagnosticCode;
  /**
   * A message for people.
   */
  message: string;
  /**
   * Its place, if it has one.
   */
  span?: Span | null;
}
/**
 * Something that happened, happens or is planned.
 */
export interface Event {
  /**
   * The claims whose content mentions the event.
   */
  claims?: ClaimId[];
  /**
   * The phrases that refer to it, in text order.
   */
  mentions?: Span[];
  /**
   * The participants.
   */
  participants?: Participant[];
  /**
   * The words for the place, if the text states it.
   */
  place?: Span | null;
  /**
   * Who tells of it, with their factuality: the article, if it tells of the event in its own voice, and each innermost claim that mentions it.
   */
  stances?: Stance[];
  /**
   * Whether it has happened, at the time of the article.
   */
  status: EventStatus;
  /**
   * The time, if the text states it.
   */
  time?: EventTime | null;
  /**
   * The word that names the event: "call", "seized".
   */
  trigger: Span;
}
/**
 * An actor that takes part in an event.
 */
export interface Participant {
  /**
   * The actor.
   */
  actor: ActorId;
  /**
   * The words that refer to it.
   */
  span: Span;
}
/**
 * Who tells of an event, with their factuality.
 */
export interface Stance {
  /**
   * The innermost claim that contains the words. Its speaker tells of the event. `None` for the article itself.
   */
  claim?: ClaimId | null;
  /**
   * Their factuality.
   */
  factuality: Factuality;
}
/**
 * The time of an event, with the words that say so.
 */
export interface EventTime {
  /**
   * What it was resolved against, or would have to be.
   */
  anchor?: TimeAnchor | null;
  /**
   * Whether the words allow one meaning only. Dates without a year, and weekdays without a tense, are not certain.
   */
  certain: boolean;
  /**
   * The time of day.
   */
  clock?: string | null;
  /**
   * The last day.
   */
  end?: string | null;
  /**
   * Its precision.
   */
  granularity?: Granularity | null;
  /**
   * Whether it is a date that does not exist: "Feb. 30".
   */
  impossible?: boolean;
  /**
   * Its kind. Default in JSON: `TimeKind::Date`.
   */
  kind: TimeKind;
  /**
   * The length, if the expression has one: two months in "over the past two months".
   */
  length?: TimeLength | null;
  /**
   * The offset from UTC, as in "-05:00". `None` without a zone, and for abbreviations with several meanings ("CST", "IST", "BST").
   */
  offset?: string | null;
  /**
   * The part of the day.
   */
  part_of_day?: PartOfDay | null;
  /**
   * The whole range, if another expression is its other end: that of "from 2014 to 2016", for "from 2014".
   */
  range?: DayRange | null;
  /**
   * The recurrence.
   */
  recurrence?: Recurrence | null;
  /**
   * The words. They may stand apart: "Thursday", and "3:30 p.m. EST" a sentence later.
   */
  spans?: Span[];
  /**
   * The first day.
   */
  start?: string | null;
  /**
   * The zone as it is written: "EST", "local time".
   */
  zone?: string | null;
}
/**
 * A length of time: "two months", "several years".
 */
export interface TimeLength {
  /**
   * The number of units. `None` if it is not stated ("several years"). Fractions are converted to smaller units: two and a half years are 30 months.
   */
  count?: number | null;
  /**
   * The unit.
   */
  unit: Granularity;
}
/**
 * A recurrence: "every Monday" is every week, on Monday.
 */
export interface Recurrence {
  /**
   * The interval.
   */
  every: TimeLength;
  /**
   * The month of the year, 1 to 12.
   */
  month?: number | null;
  /**
   * The day of the week.
   */
  weekday?: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun" | null;
}
/**
 * How sure somebody is of something, and whether of its being so or not so.
 */
export interface Factuality {
  /**
   * The certainty.
   */
  certainty: Certainty;
  /**
   * The words that show it. Empty for a plain statement.
   */
  evidence?: Span[];
  /**
   * The polarity.
   */
  polarity: Polarity;
}
/**
 * A level with its axes, as `anonymity::grade`(crate::anonymity::grade) returns it.
 */
export interface Grade {
  /**
   * The axes.
   */
  axes: Axes;
  /**
   * The level.
   */
  level: Level;
}
/**
 * The claim that holds the words, with what tells how to take them.
 */
export interface Held {
  /**
   * How sure the speaker is of the whole content.
   */
  certainty: Certainty;
  /**
   * The claim.
   */
  claim: ClaimId;
  /**
   * Whether the speaker denies it, or is said not to have said it.
   */
  denied: boolean;
  /**
   * What the speaker does with the words.
   */
  force: Force;
  /**
   * The level of the speaker.
   */
  level: Level;
  /**
   * The source that passed it on: "told Reuters".
   */
  relay?: string | null;
  /**
   * Those by whose account the speaker said so, the next one first: of "Berg said that Lee said so" `["Berg"]`.
   */
  told_by?: string[];
}
/**
 * The program that made a report, with what its answers depend on.
 */
export interface Maker {
  /**
   * The name of the program: `"ascribe"`.
   */
  name: string;
  /**
   * The options, by name, each as it is written in Rust.
   */
  options?: {
    [k: string]: string;
  };
  /**
   * A hash of each thing that was loaded, by its name: `"language"` and `"attribution"` are weights, `"lexicon"` is the words. A hash is that of the content, as 16 hexadecimal digits. It tells versions apart, and is no protection against forgery.
   */
  parts?: {
    [k: string]: string;
  };
  /**
   * The version of the program.
   */
  version: string;
}
/**
 * Metadata of an article. The terms are those of IPTC's ninjs.
 */
export interface Metadata {
  /**
   * The authors, one name each.
   */
  byline?: string[];
  /**
   * The place where it was written: "KYIV".
   */
  dateline?: string | null;
  /**
   * The headline.
   */
  headline?: string | null;
  /**
   * The outlet that published it: "Reuters".
   */
  outlet?: string | null;
  /**
   * The date of publication.
   */
  published?: Published | null;
  /**
   * The address.
   */
  url?: string | null;
}
/**
 * Another place of the same words.
 */
export interface Occurrence {
  /**
   * The claim that holds them there.
   */
  claim?: Held | null;
  /**
   * Who said them there.
   */
  speaker: Speaker;
  /**
   * The words.
   */
  words: Words;
}
/**
 * A reason for anonymity, with the words that give it.
 */
export interface Reason {
  /**
   * Its kind.
   */
  kind: ReasonKind;
  /**
   * The words.
   */
  span: Span;
}
/**
 * A relation of one source to another, with the words that show it.
 */
export interface Relation {
  /**
   * The words that show it: "Another".
   */
  evidence?: Span[];
  /**
   * How the two relate.
   */
  kind: RelationKind;
  /**
   * The other source.
   */
  other: SourceId;
}
/**
 * What was found in one article.
 */
export interface Report {
  /**
   * The actors.
   */
  actors: Actor[];
  /**
   * The number of distinct anonymous people, as `Report::anonymous_sources` counted them when the report was made, so that who reads the JSON form need not count. `None` in a report of another program.
   */
  anonymous?: AnonymousCount | null;
  /**
   * The metadata of the article, with those of a pasted header.
   */
  article: Metadata;
  /**
   * The length of the text in bytes. No span ends after it.
   */
  bytes: number;
  /**
   * The claims. The analyzer puts them in the order of their cues, but nothing depends on it.
   */
  claims: Claim[];
  /**
   * The diagnostics.
   */
  diagnostics: Diagnostic[];
  /**
   * The events, in text order.
   */
  events: Event[];
  /**
   * The pasted headline and byline lines, if the text starts with them.
   */
  header?: Span | null;
  /**
   * Who made the report, with which weights, words and options. `None` in a report that does not say so.
   */
  made_by?: Maker | null;
  /**
   * The version of the JSON form. This version of the crate writes `Report::SCHEMA`.
   */
  schema: number;
  /**
   * The sentences, in text order. Empty in a report that does not say so.
   */
  sentences?: Span[];
  /**
   * The sources.
   */
  sources: Source[];
  /**
   * The expressions of time, in text order.
   */
  times: TimeExpression[];
}
/**
 * An actor *as the article cites it*: level, mentions, axes, and relations to other sources.
 */
export interface Source {
  /**
   * The actor.
   */
  actor: ActorId;
  /**
   * What else the text tells of it.
   */
  axes: Axes;
  /**
   * How far the whole article identifies it.
   */
  level: Level;
  /**
   * The confidence that the level is right. Left out of JSON if certain.
   */
  level_confidence?: Confidence;
  /**
   * The phrases that cite it, in text order. Empty for an implied source.
   */
  mentions?: SourceMention[];
  /**
   * Its relations to other sources of the article. Sources without a relation count as different.
   */
  relations?: Relation[];
}
/**
 * A phrase that cites a source, with its own level.
 */
export interface SourceMention {
  /**
   * The level of the phrase by itself, without the rest of the article.
   */
  level: Level;
  /**
   * The phrase.
   */
  span: Span;
}
/**
 * A phrase that says when, how long or how often, with its meaning.
 */
export interface TimeExpression {
  /**
   * What it was resolved against, or would have to be.
   */
  anchor?: TimeAnchor | null;
  /**
   * Whether the words allow one meaning only. Dates without a year, and weekdays without a tense, are not certain.
   */
  certain: boolean;
  /**
   * The time of day.
   */
  clock?: string | null;
  /**
   * The last day.
   */
  end?: string | null;
  /**
   * Its precision.
   */
  granularity?: Granularity | null;
  /**
   * Whether it is a date that does not exist: "Feb. 30".
   */
  impossible?: boolean;
  /**
   * Its kind. Default in JSON: `TimeKind::Date`.
   */
  kind: TimeKind;
  /**
   * The length, if the expression has one: two months in "over the past two months".
   */
  length?: TimeLength | null;
  /**
   * The offset from UTC, as in "-05:00". `None` without a zone, and for abbreviations with several meanings ("CST", "IST", "BST").
   */
  offset?: string | null;
  /**
   * The part of the day.
   */
  part_of_day?: PartOfDay | null;
  /**
   * The whole range, if another expression is its other end: that of "from 2014 to 2016", for "from 2014".
   */
  range?: DayRange | null;
  /**
   * The recurrence.
   */
  recurrence?: Recurrence | null;
  /**
   * The phrase.
   */
  span: Span;
  /**
   * The first day.
   */
  start?: string | null;
  /**
   * The zone as it is written: "EST", "local time".
   */
  zone?: string | null;
}
/**
 * A claim with everything that is known of it, in words: see `Report::flat`.
 */
export interface Row {
  /**
   * How sure the speaker is: `certain`, `probable`, `possible`, `underspecified`.
   */
  certainty: Certainty;
  /**
   * The names of the sources in the chain, speaker first: `Claim::chain`.
   */
  chain: string[];
  /**
   * The index of the claim in the report.
   */
  claim: ClaimId;
  /**
   * The confidence that the claim stands in the text, 0 to 1.
   */
  confidence: number;
  /**
   * The words that attribute: "said".
   */
  cue: string | null;
  /**
   * Its end, exclusive.
   */
  end: number;
  /**
   * Its end, exclusive.
   */
  end_code_point: number;
  /**
   * Its end, exclusive.
   */
  end_utf16: number;
  /**
   * What the speaker does: `statement`, `denial` …
   */
  force: Force;
  /**
   * The kind of the speaker: `person`, `organization` …
   */
  kind: ActorKind | null;
  /**
   * The anonymity level of the speaker; `unattributed` if the text has no source.
   */
  level: Level;
  /**
   * Whether the speaker says that it is so: `positive`, `negative`, `underspecified`.
   */
  polarity: Polarity;
  /**
   * Whether the words are those of the source: `direct`, `indirect`, `mixed`.
   */
  quotation: Quotation;
  /**
   * The words of the reason for that: "because he was not authorized to speak".
   */
  reason: string | null;
  /**
   * The name of the source through which the claim reached the article: `Report::relay`.
   */
  relay: string | null;
  /**
   * The sentence in which the content starts. `None` in a report without sentences.
   */
  sentence: string | null;
  /**
   * The source as this claim cites it: "she", "a senior official". `None` if the text leaves it out.
   */
  source_words: string | null;
  /**
   * The speaker's name, or else the words that describe it. `None` if the text has no source.
   */
  speaker: string | null;
  /**
   * The confidence that this is the speaker, 0 to 1.
   */
  speaker_confidence: number;
  /**
   * In what capacity an unnamed speaker speaks: `confidential`, `private` … `None` for others.
   */
  standing: StandingKind | null;
  /**
   * The start of the content in bytes of UTF-8, as Rust counts.
   */
  start: number;
  /**
   * The start of the content in code points, as Python counts.
   */
  start_code_point: number;
  /**
   * The start of the content in UTF-16 code units, as JavaScript and Java count.
   */
  start_utf16: number;
  /**
   * The words on which terms the speaker talks: "on condition of anonymity".
   */
  terms: string | null;
  /**
   * The index of the claim whose content contains this one.
   */
  within: ClaimId | null;
  /**
   * The words of the content. Parts are separated by ` … `.
   */
  words: string;
}
/**
 * Who said the words by the text, and whether that is the speaker of the statement.
 */
export interface Speaker {
  /**
   * The confidence that the words are of this source.
   */
  confidence?: Confidence;
  /**
   * Its name, or else its description.
   */
  label?: string | null;
  /**
   * The source that said the words by the text, if there is one.
   */
  source?: SourceId | null;
  /**
   * Whether it is the speaker of the statement.
   */
  verdict: Agreement;
}
/**
 * Words that somebody is said to have said, as a language model or a person supplies them.
 */
export interface Statement {
  /**
   * Whether they are presented as the words of the speaker, and not as a paraphrase. True if left out.
   */
  quoted: boolean;
  /**
   * Who is said to have said it: a name, a description or a pronoun of the article. Empty if nobody is named.
   */
  speaker: string;
  /**
   * The words. Quotation marks around the whole do not count. An ellipsis stands for words that were left out, and square brackets for words that an editor put in.
   */
  words: string;
}
/**
 * The terms on which a source speaks, as far as the text states them.
 */
export interface Terms {
  /**
   * The words that state anonymity: "on condition of anonymity", "who did not wish to be identified".
   */
  explicit?: Span | null;
  /**
   * The reason that the article gives.
   */
  reason?: Reason | null;
}
/**
 * Whether a text supports a statement, and why not.
 */
export interface Verdict {
  /**
   * Why it does not, or what to know where it does.
   */
  because: Reason2[];
  /**
   * Of a paraphrase: claims of that speaker that share its words, the best first.
   */
  candidates?: Candidate[];
  /**
   * The claim that holds them.
   */
  claim?: Held | null;
  /**
   * Whether there are more places than are listed.
   */
  more?: boolean;
  /**
   * The other places of the words, in text order.
   */
  others?: Occurrence[];
  /**
   * Who said them.
   */
  speaker: Speaker;
  /**
   * Whether the text supports the statement.
   */
  supported: boolean;
  /**
   * Where and how the words stand in the text: of several places the one that speaks most for the statement.
   */
  words: Words;
}
/**
 * Where and how words stand in the text.
 */
export interface Words {
  /**
   * What was altered.
   */
  changes?: Change[];
  /**
   * What was folded.
   */
  foldings?: Folding[];
  /**
   * Where they stand with respect to quotation marks. `None` if they are absent.
   */
  marks?: Marks | null;
  /**
   * How they stand there.
   */
  match: Match;
  /**
   * Where: one span, or one a part; for altered words those of the text that come closest. Empty if they are absent.
   */
  spans: Span[];
}
