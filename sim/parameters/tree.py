"""The whole parameter tree."""

from __future__ import annotations

from sim.parameters.demand import Demand, Horizon
from sim.parameters.disruption import Disruption
from sim.parameters.hosts import Host, hosts
from sim.parameters.money import Cost, ServiceStandard, Tariff
from sim.parameters.network import HandlingRates, Roads, Vehicle, vehicles
from sim.parameters.operation import Fleet, Loading, Staffing
from sim.parameters.points import Points
from sim.parameters.quantity import Section
from sim.parameters.resident import Resident
from sim.parameters.schedule import Schedule
from sim.parameters.support import Investment, Subsidy, investments, subsidies
from sim.parameters.town import Towns


class Parameters(Section):
    """All numbers and rules of a scenario; the county, the modes and the assignment stand beside it."""

    horizon: Horizon = Horizon()
    demand: Demand = Demand()
    resident: Resident = Resident()
    roads: Roads = Roads()
    vehicles: dict[str, Vehicle] = vehicles()
    handling: HandlingRates = HandlingRates()
    points: Points = Points()
    schedule: Schedule = Schedule()
    loading: Loading = Loading()
    fleet: Fleet = Fleet()
    staffing: Staffing = Staffing()
    host: dict[str, Host] = hosts()
    cost: Cost = Cost()
    tariff: Tariff = Tariff()
    subsidy: dict[str, Subsidy] = subsidies()
    investment: dict[str, Investment] = investments()
    disruption: Disruption = Disruption()
    service: ServiceStandard = ServiceStandard()
    towns: Towns = Towns()
