"""Responses, one a line, and the Questionnaire beside them, as fhir.resources of release R4B read and check them."""

import json
import sys

from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

TYPES = {
    "choice": {"coding"},
    "open-choice": {"coding", "string"},
    "integer": {"integer"},
    "decimal": {"decimal"},
    "text": {"string"},
    "date": {"date"},
    "dateTime": {"dateTime"},
}

with open(sys.argv[1] + ".questionnaire.json", encoding="utf-8") as text:
    asked = Questionnaire.model_validate_json(text.read())
questions = {question.linkId: question for question in asked.item}


def codes(question):
    return [option.valueCoding.code for option in question.answerOption or []]


def told(answer, question, raw):
    (name,) = raw
    kind = name[len("value")].lower() + name[len("value") + 1 :]
    assert kind in TYPES[question.type], (question.linkId, kind)
    value = getattr(answer, name)
    if kind == "coding":
        assert value.code in codes(question), (question.linkId, value.code)
        return ["coding", value.code, value.display]
    if kind in ("integer", "decimal"):
        return [kind, str(value)]
    # Dates as they are written: what Python makes of them has lost whether there was a day.
    return [kind, raw[name]]


def item(own, raw):
    question = questions[own.linkId]
    answers = [told(*each) for each in zip(own.answer or [], [question] * 99, raw.get("answer", []))]
    extensions = {each.url: each.valueCode or each.valueInteger for each in own.extension or []}
    return {"answers": answers, "extensions": extensions}


rows = []
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        response = QuestionnaireResponse.model_validate_json(line)
        assert response.questionnaire == asked.url
        raw = json.loads(line)
        items = {own.linkId: item(own, each) for own, each in zip(response.item, raw["item"])}
        rows.append({"status": response.status, "items": items, "elements": sorted(raw)})
kinds = {question.linkId: [question.type, question.text, codes(question)] for question in asked.item}
json.dump({"rows": rows, "questions": kinds}, sys.stdout)
