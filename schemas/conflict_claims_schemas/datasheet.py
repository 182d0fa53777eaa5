"""The questions of DATASHEET.md whose answers a release passes on in its Croissant description.

Questions after Gebru et al., Datasheets for Datasets (2021); properties of the Croissant RAI vocabulary 1.0
(http://mlcommons.org/croissant/RAI/1.0).
"""

from __future__ import annotations

RAI_QUESTIONS: dict[str, tuple[str, ...]] = {
    "dataCollection": ("How was the data acquired? Was it validated?",),
    "dataCollectionMissingData": ("Is information missing from instances?",),
    "dataCollectionRawData": ("Was the raw data kept?",),
    "dataPreprocessingProtocol": ("By what mechanisms was it collected, and were these validated?",),
    "dataAnnotationProtocol": ("Was the data preprocessed, cleaned or labelled?",),
    "annotatorDemographics": ("Who was involved in collecting, and how were they paid?",),
    "dataBiases": ("Is it a sample, of what, and is it representative?",),
    "dataLimitations": (
        "Are there errors, noise, redundancies?",
        "Does anything about its making affect future uses? What can users do about it?",
    ),
    "dataUseCases": ("What else could it be used for?", "For what should it not be used?"),
    "dataSocialImpact": ("Has the impact on data subjects been analysed?",),
    "personalSensitiveInformation": ("Can individuals be identified?", "Does it contain sensitive data?"),
    "dataReleaseMaintenancePlan": ("Will it be updated? How often, by whom, and how is that told?",),
}
"""The headings of DATASHEET.md that answer each property."""

RAI_PROPERTIES: frozenset[str] = frozenset(RAI_QUESTIONS) | {
    "annotationsPerItem",
    "dataAnnotationAnalysis",
    "dataAnnotationPlatform",
    "dataCollectionTimeframe",
    "dataCollectionType",
    "dataImputationProtocol",
    "dataManipulationProtocol",
    "machineAnnotationTools",
}
"""Every property of the vocabulary."""
