//! Questionnaires as a whole: groups within groups, sets of codes within the file, and what others leave out.

use surveys::importing::Format;

use crate::brought::{asked_if, brought, question, survey, told};

/// As a form builder exports it: paths for names, a set of codes beside the items, help within a question.
const BUILT: &str = r##"{
 "resourceType": "Questionnaire",
 "id": "48503-5",
 "url": "http://example.org/Questionnaire/garden",
 "title": "Garden <i>visit</i>",
 "status": "active",
 "version": "2.7",
 "copyright": "© Example Trust, {all} rights reserved",
 "subjectType": [
  "Patient"
 ],
 "contained": [
  {
   "resourceType": "ValueSet",
   "id": "yn",
   "compose": {
    "include": [
     {
      "system": "http://example.org",
      "concept": [
       {
        "code": "y",
        "display": "Yes"
       },
       {
        "code": "n",
        "display": "No"
       }
      ]
     }
    ]
   }
  },
  {
   "resourceType": "ValueSet",
   "id": "likert",
   "expansion": {
    "contains": [
     {
      "system": "http://example.org",
      "code": "0",
      "display": "Never"
     },
     {
      "code": "1",
      "display": "Often"
     }
    ]
   }
  }
 ],
 "item": [
  {
   "linkId": "/1",
   "type": "group",
   "text": "Your garden",
   "item": [
    {
     "linkId": "/1/0",
     "type": "display",
     "text": "Please think of this week."
    },
    {
     "linkId": "/1/1",
     "prefix": "1.",
     "type": "choice",
     "text": "Do you have a garden?",
     "required": true,
     "answerValueSet": "#yn",
     "code": [
      {
       "system": "http://loinc.org",
       "code": "44250-9"
      }
     ],
     "_text": {
      "extension": [
       {
        "url": "http://hl7.org/fhir/StructureDefinition/translation",
        "extension": [
         {
          "url": "lang",
          "valueCode": "cy"
         },
         {
          "url": "content",
          "valueString": "Oes gennych chi ardd?"
         }
        ]
       }
      ]
     },
     "item": [
      {
       "linkId": "/1/1/help",
       "type": "display",
       "text": "A window box counts.",
       "extension": [
        {
         "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
         "valueCodeableConcept": {
          "coding": [
           {
            "code": "help"
           }
          ]
         }
        }
       ]
      },
      {
       "linkId": "/1/1/size",
       "type": "decimal",
       "text": "How large is it?",
       "enableWhen": [
        {
         "question": "/1/1",
         "operator": "=",
         "answerCoding": {
          "code": "y"
         }
        }
       ]
      }
     ]
    }
   ]
  },
  {
   "linkId": "/2",
   "type": "group",
   "text": "Your week",
   "enableWhen": [
    {
     "question": "/1/1",
     "operator": "=",
     "answerCoding": {
      "code": "y"
     }
    }
   ],
   "extension": [
    {
     "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
     "valueCodeableConcept": {
      "coding": [
       {
        "code": "gtable"
       }
      ]
     }
    }
   ],
   "item": [
    {
     "linkId": "/2/1",
     "type": "choice",
     "text": "I dug",
     "answerValueSet": "#likert"
    },
    {
     "linkId": "/2/2",
     "type": "choice",
     "text": "I rested",
     "answerValueSet": "#likert"
    }
   ]
  },
  {
   "linkId": "/3",
   "type": "group",
   "text": "Each plant",
   "repeats": true,
   "item": [
    {
     "linkId": "/3/1",
     "type": "string",
     "text": "Its name"
    }
   ]
  },
  {
   "linkId": "/1/1",
   "type": "string",
   "text": "Anything else?"
  },
  {
   "linkId": "/4",
   "type": "boolean",
   "text": "Was it {fun}?",
   "enableWhen": [
    {
     "question": "/3/1",
     "operator": "exists",
     "answerBoolean": true
    }
   ]
  }
 ]
}"##;

#[test]
fn groups_become_sections_and_tables_one_page() {
    let imported = brought(Format::Fhir, BUILT.as_bytes());
    let survey = survey(&imported);

    assert_eq!(survey.title, "Garden visit");
    let titles: Vec<_> = survey
        .sections
        .iter()
        .map(|section| (section.title.as_str(), section.pages.len()))
        .collect();
    assert_eq!(titles, [("Your garden", 2), ("Your week", 1), ("Garden visit", 2)]);
    assert_eq!(survey.sections[0].pages[0].intro.as_deref(), Some("Please think of this week."));
    assert_eq!(question(&survey, "q1_1").hint.as_deref(), Some("A window box counts."));
    assert_eq!(
        question(&survey, "q1_1").source.as_deref(),
        Some("© Example Trust, (all) rights reserved")
    );
    assert_eq!(asked_if(&survey, "q2_2"), "always");
    assert_eq!(question(&survey, "q4").text, "Was it (fun)?");
}

#[test]
fn two_items_by_one_name_are_told_and_no_condition_is_guessed_at() {
    let imported = brought(Format::Fhir, BUILT.as_bytes());

    for (name, said) in [
        ("/1/1", "is called “q1_1”"),
        ("/1/1", "is without its prefix “1.”"),
        ("/1/1", "shares its name with something else there"),
        ("/1/1/help", "is the hint of the question that it is in"),
        ("/1/1/size", "two things there are called “/1/1”"),
        ("/2", "two things there are called “/1/1”"),
        ("/2/1", "is without the condition of “/2”, in which it is"),
        ("/3", "it is asked once for each of several things"),
        ("/3/1", "it is asked once for each of several things"),
        ("/4", "it looks at “/3/1”, which was not converted"),
        ("/4", "has round brackets for braces"),
        ("status", "it says “active”, which a survey here does not have"),
        ("version", "is version 1 here"),
        ("url", "it says “http://example.org/Questionnaire/garden”"),
        ("subjectType", "it says “Patient”"),
        ("copyright", "stands under [sources], and so in the codebook"),
        ("code, definition", "the codes that 1 items have in other systems are not kept"),
        ("cy", "2 of 19 texts are in garden.cy.toml"),
    ] {
        let told = told(&imported, name);
        assert!(told.contains(said), "{name}: {told}");
    }
}
