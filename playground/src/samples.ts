/** Bodies to start from, each with what it teaches. */
import broken from "../../examples/broken.sync.json";
import clean from "../../examples/clean.sync.json";
import logic from "../samples/logic.sync.json";
import placeholders from "../samples/placeholders.sync.json";
import python from "../samples/python.sync.json";

export interface Sample { name: string; lesson: string; text: string }

export const SAMPLES: Sample[] = [
  {
    name: "Many mistakes",
    lesson: "One run tells everything: mistakes of JSON do not hide those in what it says.",
    text: broken,
  },
  {
    name: "Printed by Python",
    lesson: "A dict that was printed is not JSON. “Fix all” makes it JSON, and keeps every value.",
    text: python,
  },
  {
    name: "Filter logic",
    lesson: "An expression is checked against the labels of the filters, and its grammar.",
    text: logic,
  },
  {
    name: "Not filled in yet",
    lesson: "What is still to be filled in is found before the API refuses it.",
    text: placeholders,
  },
  {
    name: "Nothing wrong",
    lesson: "This body is right. Change something, or turn on “Pedantic” to hear more.",
    text: clean,
  },
];
