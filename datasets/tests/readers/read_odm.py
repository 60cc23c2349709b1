"""An ODM file, held against CDISC's schema, its metadata as odmlib reads them, and its rows."""

import json
import sys
import xml.etree.ElementTree as ET

from odmlib.odm_loader import XMLODMLoader
from odmlib.odm_parser import ODMSchemaValidator

file = sys.argv[1]
ODM = "{http://www.cdisc.org/ns/odm/v2.0}"

ODMSchemaValidator(standard="odm", version="2.0").validate_file(file)

loader = XMLODMLoader(model_package="odm_2_0", ns_uri="http://www.cdisc.org/ns/odm/v2.0")
loader.create_document(file)
version = loader.load_metadataversion()


def words(element):
    return element.TranslatedText[0]._content if element and element.TranslatedText else None


def item(own):
    return {
        "oid": own.OID,
        "name": own.Name,
        "type": own.DataType,
        "label": words(own.Description),
        "list": own.CodeListRef.CodeListOID if own.CodeListRef else None,
        "aliases": {alias.Context: alias.Name for alias in own.Alias},
    }


def value(own):
    told = own.find(ODM + "Value")
    if told is not None:
        return "value:" + (told.text or "")
    return "flag:" + own.find(f"{ODM}Annotation/{ODM}Flag/{ODM}FlagValue").text


lists = {own.OID: [[each.CodedValue, words(each.Decode)] for each in own.CodeListItem] for own in version.CodeList}
root = ET.parse(file).getroot()
rows = [
    {own.get("ItemOID"): value(own) for own in group.iter(ODM + "ItemData")}
    for group in root.iter(ODM + "ItemGroupData")
]
subjects = [own.get("SubjectKey") for own in root.iter(ODM + "SubjectData")]
order = [each.ItemOID for each in version.ItemGroupDef[0].ItemRef]
json.dump(
    {
        "items": [item(own) for own in version.ItemDef],
        "order": order,
        "lists": lists,
        "rows": rows,
        "subjects": subjects,
        "created": root.get("CreationDateTime"),
    },
    sys.stdout,
)
