//! What each edit costs, in one table. Ten is one ordinary slip; prices are in hundredths of that
//! unit, so that sums are exact and ties do not depend on rounding.
//!
//! Every row says why it costs what it does, and shows a text that the search repairs with it.
//! A test runs each example.

/// A price in hundredths: `10_00` is one ordinary slip.
pub(super) type Price = u32;

/// A row of the table, for the test that runs the examples.
#[cfg(test)]
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) broken: &'static str,
    pub(super) repaired: &'static str,
}

macro_rules! prices {
    ($($(#[doc = $why:literal])+ $name:ident = $price:expr, $broken:expr => $repaired:expr;)+) => {
        $($(#[doc = $why])+ pub(super) const $name: Price = $price;)+

        #[cfg(test)]
        pub(super) const ROWS: &[Row] = &[$(
            Row { name: stringify!($name), broken: $broken, repaired: $repaired },
        )+];
    };
}

prices! {
    // Marks between values.
    /// The ordinary slip that all other prices are measured by.
    COMMA = 10_00, r#"{"a": 1 "b": 2}"# => r#"{"a": 1, "b": 2}"#;
    /// Where a line ends, a comma is forgotten more easily.
    COMMA_AT_LINE_END = 8_00, "{\"a\": 1\n\"b\": 2}" => "{\"a\": 1,\n\"b\": 2}";
    /// Somebody who forgot one comma forgets others.
    COMMA_AGAIN = 6_00, r#"{"a": 1 "b": 2 "c": 3}"# => r#"{"a": 1, "b": 2, "c": 3}"#;
    /// Whoever left off has not come to the comma.
    COMMA_MORE = 2_00, "{\n  \"a\":\n  \"b\": 1\n}" => "{\n  \"a\": null,\n  \"b\": 1\n}";
    /// After what was given up.
    COMMA_AFTER_PANIC = 2_00, "{\"a\": 1\nsome words: here, and: there; {x}\n\"b\": 2}" => "{\"a\": 1,\n\n\"b\": 2}";
    /// As a comma.
    COLON = 10_00, r#"{"a" 1}"# => r#"{"a": 1}"#;
    /// Nobody can say what the value was to be, so almost anything else is tried first.
    VALUE = 14_00, r#"{"a": , "b": 1}"# => r#"{"a": null , "b": 1}"#;
    /// Where the line ends after a key, its author was interrupted.
    VALUE_AT_LINE_END = 11_00, "{\n  \"a\"\n  \"b\": 1\n}" => "{\n  \"a\": null,\n  \"b\": 1\n}";
    /// Whoever left off in the middle of a key has not come to its value.
    VALUE_MORE = 3_00, "{\n  \"a\n  \"b\": 1\n}" => "{\n  \"a\": null,\n  \"b\": 1\n}";
    /// Where the file ends, an absent value is expected.
    VALUE_AT_END = 4_00, r#"{"a":"# => r#"{"a": null}"#;
    /// Keys are hardly ever left out.
    KEY = 18_00, r#"{"a": 1, : 2}"# => r#"{"a": 1, "": 2}"#;
    /// A comma alone, away from others.
    SPARE_COMMA = 9_00, r#"{"a":, 1}"# => r#"{"a": 1}"#;
    /// A comma beside another, or beside a bracket.
    SPARE_COMMA_IN_RUN = 6_00, r"[1,, 2]" => r"[1, 2]";
    /// Nearly every language allows it.
    TRAILING_COMMA = 5_00, r#"{"a": 1,}"# => r#"{"a": 1}"#;
    /// As a comma.
    SPARE_COLON = 10_00, r#"{"a":: 1}"# => r#"{"a": 1}"#;
    /// A comma typed for the colon after a key that is known here.
    COMMA_FOR_COLON = 10_00, r#"{"name", "n"}"# => r#"{"name": "n"}"#;
    /// After an unknown key the object may be a set.
    COMMA_FOR_COLON_UNKNOWN = 16_00, r#"{"a": 1, "z", 2}"# => r#"{"a": 1, "z": 2}"#;
    /// The second half of two tokens that changed places.
    SWAPPED = 4_00, r#"{"a" true: }"# => r#"{"a": true }"#;

    /// The opener of an object and its first key changed places, which costs an opener as well.
    SWAPPED_OPENER = 4_00, r#"{"a": "b" {: 1}, "c": 2}"# => r#"{"a": {"b" : 1}, "c": 2}"#;

    // Brackets.
    /// A bracket is more than a comma: what it holds is a guess.
    CLOSER = 12_00, "{\"a\": [1, \"b\": 2}" => "{\"a\": [1], \"b\": 2}";
    /// A file that is cut off.
    CLOSER_AT_END = 9_00, r#"{"a": 1"# => r#"{"a": 1}"#;
    /// Once it is cut off, everything that is open needs its closer.
    CLOSER_AT_END_MORE = 1_00, r#"{"a": [1"# => r#"{"a": [1]}"#;
    /// Whoever left off in the middle of a line left everything open.
    CLOSER_MORE = 3_00, "{\n  \"a\": {\n    \"b\": [\n      \"x\n  \"c\": 2\n}" => "{\n  \"a\": {\n    \"b\": [\n      \"x\"\n    ]\n  },\n  \"c\": 2\n}";
    /// As a closer.
    OPENER = 12_00, r#"[{"b": 1}, "b": 2}]"# => r#"[{"b": 1}, {"b": 2}]"#;
    /// A list around a value that is read already; a little cheaper than the brace's loss.
    OPENER_OF_LIST = 11_50, r#"{"a": 1, 2, 3], "b": 4}"# => r#"{"a": [1, 2, 3], "b": 4}"#;
    /// A list of one item that was never opened is rather a bracket too many.
    OPENER_OF_ONE = 1_00, r#"{"a": 1]}"# => r#"{"a": 1}"#;
    /// A closer too early: the object goes on after it.
    SPARE_CLOSER = 12_00, r#"{"a": 1}, "b": 2}"# => r#"{"a": 1, "b": 2}"#;
    /// One beside an equal one.
    SPARE_CLOSER_IN_RUN = 9_00, r"{'a': 'x', b: y}}" => r#"{"a": "x", "b": "y"}"#;
    /// A stray opener hides more than a stray closer.
    SPARE_OPENER = 13_00, r#"{"a": {[1], "b": 2}"# => r#"{"a": [1], "b": 2}"#;
    /// One beside an equal one.
    SPARE_OPENER_IN_RUN = 10_00, "the x:\n{\"a\": [[1}\nend" => "{\"a\": [1]}\n";
    /// The closer of the other kind.
    WRONG_CLOSER = 12_00, r#"{"a": [1}}"# => r#"{"a": [1]}"#;
    /// The opener of the other kind.
    WRONG_OPENER = 12_00, r#"["a": 1}"# => r#"{"a": 1}"#;
    /// Brackets around pairs, as in PHP.
    LIST_OF_PAIRS = 8_00, r#"["a" => 1]"# => r#"{"a" : 1}"#;
    /// A set of one key is rather a key without a value.
    SET_OF_ONE = 2_00, r#"{"a"}"# => r#"{"a": null}"#;
    /// The other bracket of a pair that was changed.
    CONVERTED = 2_00, r#"["a": 1]"# => r#"{"a": 1}"#;
    /// A comma after a closer that was taken out.
    COMMA_AFTER_SPARE_CLOSER = 3_00, r#"{"a": 1} "b": 2}"# => r#"{"a": 1, "b": 2}"#;

    // What belongs nowhere.
    /// A run of marks that JSON does not use.
    JUNK = 9_00, r#"{"a": 1 | , "b": 2}"# => r#"{"a": 1  , "b": 2}"#;
    /// More of the same beside it.
    JUNK_MORE = 2_00, r#"{"a": 1 | \, "b": 2}"# => r#"{"a": 1  , "b": 2}"#;
    /// Around the body it is rather part of more.
    JUNK_AROUND = 3_00, r#"; {"a": 1}"# => r#"{"a": 1}"#;
    /// A word carries content, so passing over it is dear.
    STRAY_WORD = 20_00, "{\"a\": 1,\nCOMMENT \"b\": 2}" => "{\"a\": 1,\n \"b\": 2}";
    /// A whole value that is thrown away.
    DELETED_VALUE = 32_00, "{\"a\": {}\n 1 {}}" => "{\"a\": {}\n }";
    /// More of the same beside it.
    DELETED_MORE = 6_00, "{\"a\": 1,\nsome words \"b\": 2}" => "{\"a\": 1,\n  \"b\": 2}";
    /// Passes over everything up to the next line that begins with a key or a closer.
    PANIC = 34_00, "{\"a\": 1,\nsome words: here, and: there; {x}\n\"b\": 2}" => "{\"a\": 1,\n\n\"b\": 2}";
    /// Each line that is passed over.
    PANIC_LINE = 4_00, "{\"a\": 1,\n [ { ( b : : c ] } x\n y ] ] } }\n\"b\": 2}" => "{\"a\": 1,\n \n\"b\": 2}";
    /// Text around the body: prose, fences, `callback(`.
    AROUND = 9_00, "the body:\n{\"a\": 1}" => "{\"a\": 1}";
    /// A body rather begins a line.
    AROUND_INLINE = 1_00, r#"the body: {"a": 1}"# => r#"{"a": 1}"#;
    /// Each bracket that is passed over because the body begins further on.
    AROUND_BRACKET = 3_00, "see [1]:\n{\"a\": 1}" => "{\"a\": 1}";
    /// Each mark of JSON in it: what looks like a body is not thrown away.
    AROUND_MARK = 2_00, "so \"it\" is:\n{\"a\": 1}" => "{\"a\": 1}";
    /// What begins with a key is no text before the body.
    AROUND_KEY = 10_00, r#""target": {"a": 1},"# => r#"{"target": {"a": 1}}"#;
    /// Text after a body that has text before it.
    AFTER_MORE = 1_00, "```\n{\"a\": 1}\n```" => "{\"a\": 1}\n";
    /// Text after a body whose closer is missing: it is rather part of the body.
    AFTER_UNCLOSED = 20_00, "{\"a\": 1 /* x */\nb: c" => "{\"a\": 1,\n\"b\": \"c\"}";
    /// What begins like a member is no text after the body.
    AFTER_MEMBER = 10_00, r#"{"a": 1}, "b" 2}"# => r#"{"a": 1, "b": 2}"#;
    /// A second document: all of it, however long.
    SECOND_DOCUMENT = 14_00, "{\"a\": 1}\n{\"a\": 2}" => "{\"a\": 1}\n";
    /// A file with the members of an object, without its braces.
    FRAGMENT = 12_00, r#""a": 1, "b": 2"# => r#"{"a": 1, "b": 2}"#;

    // Quotes.
    /// A quote inside a string that is not escaped.
    INNER_QUOTE = 10_00, r#"{"a": "x "y z"}"# => r#"{"a": "x \"y z"}"#;
    /// Each further one in the same string.
    INNER_QUOTE_MORE = 50, r#"{"a": "x "y" z"}"# => r#"{"a": "x \"y\" z"}"#;
    /// Each inner quote that looks like a closing or an opening one, where their number is odd.
    INNER_QUOTE_ODD = 5_00, r#"{"a": "1/2" wrench"}"# => r#"{"a": "1/2\" wrench"}"#;
    /// The same where their number is even, as of a word in quotes.
    INNER_QUOTE_EVEN = 4_00, r#"{"a": "x "y", z"}"# => r#"{"a": "x \"y\", z"}"#;
    /// Nothing but blanks is before it.
    INNER_QUOTE_BLANK = 2_00, r#"{"a": " "x"}"# => r#"{"a":  "x"}"#;
    /// Keys hold no quotes.
    INNER_QUOTE_IN_KEY = 8_00, r#"{"a "b": 1}"# => r#"{"a \"b": 1}"#;
    /// A quote that is missing.
    NO_CLOSING_QUOTE = 10_00, "{\"a\": \"x,\n\"b\": 1}" => "{\"a\": \"x\",\n\"b\": 1}";
    /// The text seems to go on after the place for the quote.
    CUTS_TEXT = 6_00, "{\"a\": \"x, y,\n\"b\": 1}" => "{\"a\": \"x, y\",\n\"b\": 1}";
    /// A key that holds more than a name.
    ODD_NAME = 4_00, "{\"a\": \"x y: z,\n\"b\": 1}" => "{\"a\": \"x y: z\",\n\"b\": 1}";
    /// The string would take a comma before its bracket in.
    TAKES_COMMA = 6_00, r#"{"a": "x,}"# => r#"{"a": "x"}"#;
    /// The string would take brackets or a comma in.
    TAKES_MARKS = 5_00, "{\"a\": [\"x],\n\"b\": 1}" => "{\"a\": [\"x\"],\n\"b\": 1}";
    /// A quote that is missing at the front.
    NO_OPENING_QUOTE = 10_00, r#"{"a": x", "b": 1}"# => r#"{"a": "x", "b": 1}"#;
    /// Each mark of JSON in text that has no quotes around it.
    MARK_INSIDE = 3_00, r#"{"a": [1, 2"], "b": 3}"# => r#"{"a": [1, 2], "b": 3}"#;
    /// A quote too many.
    SPARE_QUOTE = 10_00, "{\"a\": \"{\n\"b\": 1}}" => "{\"a\": {\n\"b\": 1}}";
    /// A quote before a number, with a blank between: one too many rather than one too few.
    QUOTED_SCALAR = 2_00, "{\"a\":\" 1,\n\"b\": 2}" => "{\"a\": 1,\n\"b\": 2}";
    /// One beside another.
    SPARE_QUOTE_IN_RUN = 8_00, r#"{"a": "x"", "b": 1}"# => r#"{"a": "x", "b": 1}"#;
    /// The closing quote is escaped by accident, as after a Windows path.
    ESCAPED_CLOSER = 9_50, "{\"a\": \"x\\\",\n\"b\": 1}" => "{\"a\": \"x\",\n\"b\": 1}";
    /// A string that is written over several lines, and each of its lines.
    LINES = 11_00, "{\"a\": \"x\ny\", \"b\": 1}" => "{\"a\": \"x\\ny\", \"b\": 1}";
    /// Each of its lines.
    LINES_EACH = 1_00, "{\"a\": \"x\ny\nz\", \"b\": 1}" => "{\"a\": \"x\\ny\\nz\", \"b\": 1}";
    /// The quote that ends it does not look like an end.
    LINES_NO_END = 8_00, "{\"a\": \"x,\n\"b\": 1}" => "{\"a\": \"x\",\n\"b\": 1}";
    /// Each of its lines that looks like structure.
    LINES_ODD = 3_00, "{\"a\": \"x [\ny\", \"b\": 1}" => "{\"a\": \"x [\\ny\", \"b\": 1}";
    /// Strings that are joined as in a program.
    JOINED = 9_00, r#"{"a": "x" + "y"}"# => r#"{"a": "xy"}"#;
    /// Strings side by side, which C and Python join: where a list may be meant, a comma is missing.
    SIDE_BY_SIDE = 9_50, r#"{"a": "x" "y"}"# => r#"{"a": "xy"}"#;
    /// The quotes of Python and JavaScript, and those that word processors make.
    QUOTES = 6_00, r"{'a': 1}" => r#"{"a": 1}"#;
    /// Quotes that were escaped when the body was put into a string.
    QUOTES_ESCAPED = 8_00, r#"{\"a\": 1}"# => r#"{"a": 1}"#;
    /// Quotes that were doubled, tripled or copied out of TeX.
    QUOTES_DOUBLED = 9_00, r#"{""a"": 1}"# => r#"{"a": 1}"#;
    /// Nothing after the quote says that it ends a string.
    QUOTES_ODD = 8_00, r#"{"a": 'x' y', "b": 1}"# => r#"{"a": "x' y", "b": 1}"#;
    /// Each closer that is passed over for a later one.
    QUOTES_LATER = 4_00, r#"{"a": 'x', y', "b": 1}"# => r#"{"a": "x', y", "b": 1}"#;
    /// Brackets or quotes of JSON inside.
    QUOTES_STRUCTURE = 2_00, r#"{"a": 'x {y}'}"# => r#"{"a": "x {y}"}"#;
    /// Each end of a key that is passed over, and each beginning of another string.
    QUOTES_OVER_KEY = 8_00, r"{'a': 1 'b': 2}" => r#"{"a": 1, "b": 2}"#;
    /// A string that one kind of quotes opens and another closes.
    QUOTES_MISMATCHED = 8_00, r#"{"a': 1, "b": 2}"# => r#"{"a": 1, "b": 2}"#;
    /// A key as in JavaScript.
    BARE_KEY = 6_00, r"{a: 1}" => r#"{"a": 1}"#;
    /// Text without quotes.
    BARE_TEXT = 10_00, r#"{"a": x}"# => r#"{"a": "x"}"#;
    /// Each mark of JSON in it: between words a comma rather separates two.
    BARE_MARK = 4_00, r"[a, b]" => r#"["a", "b"]"#;
    /// It looks like the beginning of a comment, a call or something left out.
    BARE_STRANGE = 8_00, r"[1, ...]" => r"[1 ]";
    /// It holds a comment that ends.
    BARE_COMMENT = 12_00, r"[1, /* x */ ...]" => r"[1  ]";
    /// It holds the quotes of XML.
    BARE_ENTITY = 8_00, r"{&quot;a&quot;: 1}" => r#"{"a": 1}"#;
    /// It is a number or a literal of another language as well.
    BARE_TEXT_KNOWN = 5_00, r#"{"a": x, "b": +1}"# => r#"{"a": "x", "b": 1}"#;
    /// A body is no number and no word, if more follows.
    SCALAR_BODY = 20_00, "1\n{\"a\" 1}" => "{\"a\": 1}";
    /// Each opener in a text with mistakes that is all there is: it is rather quotes around a body.
    SCALAR_BRACKET = 3_00, r#"'{"a": 1}'"# => r#"{"a": 1}"#;
    /// `True`, `None` and the like.
    FOREIGN_WORD = 5_00, r#"{"a": True}"# => r#"{"a": true}"#;
    /// `tru`: a little more likely than a text without quotes.
    NEAR_LITERAL = 9_00, r#"{"a": tru}"# => r#"{"a": true}"#;
    /// `.5`, `+1`, `0x1F`.
    ODD_NUMBER = 6_00, r#"{"a": .5}"# => r#"{"a": 0.5}"#;
    /// `007` is rather an ID than a number, unless a number belongs here: its digits are kept.
    LEADING_ZERO = 5_50, r#"{"a": 007}"# => r#"{"a": "007"}"#;
    /// A comma for the decimal point, where no list could be meant.
    DECIMAL_COMMA = 12_00, r#"{"a": 1,5}"# => r#"{"a": 1.5}"#;
    /// A backslash that escapes nothing.
    BAD_ESCAPE = 5_00, r#"{"a": "\d"}"# => r#"{"a": "\\d"}"#;
    /// Each further one in the same string.
    BAD_ESCAPE_MORE = 1_00, r#"{"a": "\d\d\d"}"# => r#"{"a": "\\d\\d\\d"}"#;
    /// A control character in a string.
    CONTROL = 4_00, "{\"a\": \"x\ty\"}" => "{\"a\": \"x\\ty\"}";
    /// Each further one in the same string.
    CONTROL_MORE = 40, "{\"a\": \"x\ty\tz\"}" => "{\"a\": \"x\\ty\\tz\"}";

    // Other languages.
    /// A comment.
    COMMENT = 5_00, "{\"a\": 1 // x\n}" => "{\"a\": 1\n}";
    /// It takes quotes or brackets along, so it may be none.
    COMMENT_EATS = 8_00, "{\"a\": 1, // the \"b\"\n\"b\": 2}" => "{\"a\": 1,\n\"b\": 2}";
    /// It touches what is before it, as in `"#fff"`.
    COMMENT_TOUCHES = 6_00, "{\"a\": 1// x\n}" => "{\"a\": 1\n}";
    /// A comment that does not end.
    COMMENT_OPEN = 12_00, "{\"a\": 1 /* x" => "{\"a\": 1}";
    /// A template marker without quotes.
    TEMPLATE = 9_00, r#"{"a": ${x}}"# => r#"{"a": "${x}"}"#;
    /// A directive of a template.
    DIRECTIVE = 9_00, "{\"a\": 1{% if x %}}" => "{\"a\": 1}";
    /// A call as in `ObjectId("1")`.
    CALL = 9_00, r#"{"a": ObjectId("1")}"# => r#"{"a": "1"}"#;
    /// Its arguments are not one value of JSON, so that all of it becomes text.
    CALL_ARGUMENTS = 2_00, r#"{"a": Point(1, 2)}"# => r#"{"a": "Point(1, 2)"}"#;
    /// What a program works out: texts and names that are joined. Nobody can say what it gives.
    EXPRESSION = 9_50, r#"{"a": "x" + y}"# => r#"{"a": "\"x\" + y"}"#;
    /// A letter before a string, as in Python.
    STRING_PREFIX = 6_00, r#"{"a": u"x"}"# => r#"{"a": "x"}"#;
    /// A type or a sign before a bracket, as in other languages.
    BRACKET_PREFIX = 7_00, r#"{"a": @{"b": 1}}"# => r#"{"a": {"b": 1}}"#;
    /// A color of a terminal.
    COLOR = 4_00, "{\u{1b}[1m\"a\"\u{1b}[0m: 1}" => r#"{"a": 1}"#;
    /// Something was left out.
    ELLIPSIS = 8_00, r"[1, 2, ...]" => r"[1, 2 ]";
    /// Members that a program puts in from elsewhere.
    SPREAD = 9_00, r#"{...x, "a": 1}"# => r#"{ "a": 1}"#;
    /// `;`, `=>`, full-width marks.
    FOREIGN_MARK = 6_00, r#"{"a" => 1; "b" = 2}"# => r#"{"a" : 1, "b" : 2}"#;
    /// A semicolon is rather meant for a comma than for a colon.
    FOREIGN_MARK_FOR_COLON = 3_00, r#"{"a"; 1}"# => r#"{"a": 1}"#;
    /// Parentheses for brackets.
    PARENTHESIS = 8_00, r#"{"a": (1, 2)}"# => r#"{"a": [1, 2]}"#;
    /// Lists in parentheses are commoner than objects.
    PARENTHESIS_FOR_BRACE = 1_00, r#"{"a": ()}"# => r#"{"a": []}"#;
    /// A space that is none to JSON.
    ODD_SPACE = 3_00, "{\u{a0}\"a\": 1}" => "{ \"a\": 1}";
    /// The backslash at the end of a line that goes on in the next one.
    LINE_END = 6_00, "{ \\\n\"a\": 1}" => "{ \n\"a\": 1}";
    /// `\n` outside of strings: the body was a string once.
    ESCAPED_BREAK = 6_00, r#"{\n\"a\": 1\n}"# => "{\n\"a\": 1\n}";
    /// A prompt, a line number, the `+` of a diff.
    LINE_PREFIX = 7_00, "{\n+ \"a\": 1\n}" => "{\n \"a\": 1\n}";
    /// A marker of a merge conflict.
    MERGE_MARKER = 9_00, "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> x\n}" => "{\n\n\"a\": 1\n\n}";

    // Soft signs: nothing is edited, but a person would look twice.
    /// A closer away from its opener's indentation.
    INDENT_CLOSER = 5_00, "{\n  \"a\": {\n    \"b\": 1\n\n}" => "{\n  \"a\": {\n    \"b\": 1\n  }\n\n}";
    /// A key away from its siblings' indentation.
    INDENT_KEY = 4_00, "{\n  \"a\": {\n    \"b\": 1},\n    \"c\": 2\n  },\n  \"d\": 3\n}" => "{\n  \"a\": {\n    \"b\": 1,\n    \"c\": 2\n  },\n  \"d\": 3\n}";
    /// A member that is not deeper than what it is in.
    INDENT_OUT = 6_00, "{\n  \"a\": {\n    \"b\": 1\n  \"c\": 2\n}" => "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n}";
    /// A key that an object around documents, and this one does not.
    KEY_ELSEWHERE = 7_00, r#"{"schedule": {"frequency": "manual", "name": "n"}"# => r#"{"schedule": {"frequency": "manual"}, "name": "n"}"#;
    /// A key that is not documented here.
    KEY_UNKNOWN = 2_00, r#"{"name": "n" "z": 1}"# => r#"{"name": "n", "z": 1}"#;
    /// A key that is there already.
    KEY_AGAIN = 5_00, r#"[{"a": 1, "a": 2}]"# => r#"[{"a": 1, "a": 2}]"#;
    /// Another type than documented.
    TYPE = 4_00, r#"{"fields": {"target": "a"}, {"target": "b"}]}"# => r#"{"fields": [{"target": "a"}, {"target": "b"}]}"#;
}

/// From its second time on a habit costs this part of its first price, in hundredths.
pub(super) const REPEAT: Price = 15;
/// Signs against a quote that is escaped twice count so much, in hundredths.
pub(super) const TWICE_ESCAPED: Price = 20;
/// Two habits that are less sure to be one.
pub(super) const REPEAT_NO_OPENING_QUOTE: Price = 60;
pub(super) const REPEAT_BARE_TEXT: Price = 30;

/// What is dearer than the cheapest by more is given up.
pub(super) const DELTA: Price = 22_00;
/// So many hypotheses are followed at one place.
pub(super) const BEAM: usize = 12;
/// At the end of the file nothing is saved by giving up early.
pub(super) const BEAM_AT_END: usize = 256;
/// A repair is safe where no other comes nearer than this.
pub(super) const SAFE_MARGIN: Price = 8_00;

/// A price times so many hundredths.
pub(super) const fn part(price: Price, hundredths: Price) -> Price {
    price * hundredths / 100
}
