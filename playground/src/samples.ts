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
    lesson: "One run finds everything: broken syntax does not hide the other mistakes.",
    text: broken,
  },
  {
    name: "Printed by Python",
    lesson: "A printed dict is not JSON. “Fix all” turns it into JSON and keeps every value.",
    text: python,
  },
  {
    name: "Filter logic",
    lesson: "Logic expressions are checked against the grammar and the labels of the filters.",
    text: logic,
  },
  {
    name: "Not filled in yet",
    lesson: "Values that are still to be filled in are found before the API rejects them.",
    text: placeholders,
  },
  {
    name: "Nothing wrong",
    lesson: "This body is correct. Change something, or turn on “Pedantic” to see advice.",
    text: clean,
  },
];
