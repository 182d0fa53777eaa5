"""List the incidents whose dead are contested, and draw the claims behind their tolls by the side of the source."""

import sys

import matplotlib.pyplot as plt
from datasets import concatenate_datasets, load_dataset

folder, picture = sys.argv[1:]
tolls = concatenate_datasets(list(load_dataset(folder, "tolls").values())).to_pandas()
dead = tolls[(tolls.outcome == "killed") & (tolls.victims == "all") & tolls.contested]
columns = ["incident_id", "low", "best", "high", "n_sources"]
print(dead[dead.rule == "low_best_high"][columns].to_string(index=False))

claims = concatenate_datasets(list(load_dataset(folder, "casualties").values())).to_pandas()
rivals = claims[claims.span_id.isin(dead.claims.explode())]
figure = rivals["min"].fillna(rivals["max"])  # the floor, or the ceiling of "up to 600"
for marker, (party, group) in zip("osD^x", rivals.groupby(rivals.party.fillna("article")), strict=False):
    plt.scatter(figure[group.index], group.incident_id, label=party, marker=marker, alpha=0.6)
plt.xlabel("dead, by the claim")
plt.legend(title="side of the source")
plt.savefig(picture, bbox_inches="tight")
