"""List the incidents whose dead are contested, and draw every claim of them by the side of its source."""

import sys

import matplotlib.pyplot as plt
from datasets import concatenate_datasets, load_dataset

folder, picture = sys.argv[1:]
tolls = concatenate_datasets(list(load_dataset(folder, "tolls").values())).to_pandas()
dead = tolls[(tolls.outcome == "killed") & (tolls.victims == "all")]
spread = dead[(dead.rule == "low_best_high") & dead.contested]
print(spread[["incident_id", "low", "best", "high", "n_sources"]].to_string(index=False))

claims = concatenate_datasets(list(load_dataset(folder, "casualties").values())).to_pandas()
killed = claims[(claims.outcome == "killed") & claims.incident_id.isin(spread.incident_id) & claims["min"].notna()]
for marker, (party, group) in zip("osD^x", killed.groupby(killed.party.fillna("article")), strict=False):
    plt.scatter(group["min"], group.incident_id, label=party, marker=marker, alpha=0.6)
plt.xlabel("dead, by the claim (lower bound)")
plt.legend(title="side of the source")
plt.savefig(picture, bbox_inches="tight")
