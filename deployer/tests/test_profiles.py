"""What a profile makes of the app."""

import pytest
from pydantic import SecretStr

from deployer.app import App, Profile, load_app
from deployer.errors import UsageError
from deployer.profiles import merged, most_replicas, under, values_of, with_database
from deployer.settings import Settings


def app_with(profile: Profile) -> App:
    return load_app().model_copy(update={"profiles": {"mine": profile}})


def settings(url: str = "") -> Settings:
    return Settings.model_construct(None, database_url=SecretStr(url) if url else None)


def test_local_is_app_yaml_itself_even_where_it_is_not_written_down() -> None:
    plain = load_app().model_copy(update={"profiles": {}})
    assert under(plain, "local") == plain
    assert values_of(under(load_app(), "local"), "backend") == {}


def test_a_profile_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="no profile 'staging'") as failure:
        under(load_app(), "staging")
    assert "local, production" in failure.value.cause


def test_values_of_a_service_that_is_not_there_are_refused() -> None:
    with pytest.raises(UsageError) as failure:
        under(app_with(Profile(values={"bakcend": {}})), "mine")
    assert "bakcend" in failure.value.cause


def test_a_secret_among_the_values_is_refused() -> None:
    secret = {"backend": {"secrets": {"OPENROUTER_API_KEY": "hush"}}}
    with pytest.raises(UsageError) as failure:
        under(app_with(Profile(values=secret)), "mine")
    assert "hush" not in f"{failure.value.cause}{failure.value.cure}"


def test_with_a_database_of_somebody_else_none_of_ours_is_there() -> None:
    app = under(load_app(), "production")
    assert "database" in load_app().services
    assert "database" not in app.services
    assert not with_database(app, settings())
    assert with_database(load_app(), settings())
    assert not with_database(load_app(), settings("postgresql://u:p@db.example/d"))


def test_replicas_are_those_that_an_autoscaler_may_choose() -> None:
    scaling = {"enabled": True, "minReplicas": 3, "maxReplicas": 9}
    app = under(app_with(Profile(values={"backend": {"autoscaling": scaling}})), "mine")
    assert app.services["backend"].replicas == 3
    assert most_replicas(app, "backend") == 9
    assert most_replicas(app, "frontend") == app.services["frontend"].replicas
    unsaid = under(
        app_with(Profile(values={"backend": {"autoscaling": {"enabled": True}}})), "mine"
    )
    assert most_replicas(unsaid, "backend") == 6
    fixed = under(app_with(Profile(values={"backend": {"replicas": 4}})), "mine")
    assert most_replicas(fixed, "backend") == fixed.services["backend"].replicas == 4


def test_values_are_merged_as_helm_does() -> None:
    below = {"a": {"x": 1, "y": [1, 2]}, "b": 1}
    assert merged(below, {"a": {"y": [3]}, "c": 2}) == {"a": {"x": 1, "y": [3]}, "b": 1, "c": 2}
    assert below == {"a": {"x": 1, "y": [1, 2]}, "b": 1}
